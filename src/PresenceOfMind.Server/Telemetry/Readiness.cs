namespace PresenceOfMind.Server.Telemetry;

/// <summary>Whether the server has woken all subscriptions that it kept, so that nobody waits for a change unheard.</summary>
internal sealed class Readiness
{
    private volatile bool _awake;

    public bool Awake => _awake;

    /// <summary>All subscriptions are awake.</summary>
    public void Wake() => _awake = true;
}
