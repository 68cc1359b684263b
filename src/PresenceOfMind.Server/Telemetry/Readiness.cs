namespace PresenceOfMind.Server.Telemetry;

/// <summary>Whether the server has loaded all stored subscriptions, so that no change is missed.</summary>
internal sealed class Readiness
{
    private volatile int _asleep = -1;

    /// <summary>Whether every subscriber was called; those who could not be woken are called again every second.</summary>
    public bool Awake => _asleep >= 0;

    /// <summary>The subscribers who could not be woken yet.</summary>
    public int Asleep => Math.Max(_asleep, 0);

    /// <summary>Every subscriber was called.</summary>
    /// <param name="asleep">How many could not be woken.</param>
    public void Called(int asleep) => _asleep = asleep;
}
