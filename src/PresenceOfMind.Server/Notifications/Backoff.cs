namespace PresenceOfMind.Server.Notifications;

/// <summary>The time to each further attempt: it doubles up to a bound.</summary>
internal sealed class Backoff(TimeSpan first, TimeSpan most)
{
    private TimeSpan _next = first;

    public TimeSpan Next()
    {
        var now = _next;
        _next = _next > most / 2 ? most : _next * 2;
        return now;
    }
}
