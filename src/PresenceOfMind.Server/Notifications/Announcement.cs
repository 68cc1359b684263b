namespace PresenceOfMind.Server.Notifications;

/// <summary>
/// A notification that fell due, and whether it is still of use. The one who carries it to the endpoint looks, while the
/// subscription lives on: so both may be at work at once.
/// </summary>
internal sealed class Announcement
{
    private volatile bool _fetched;
    private volatile bool _ended;

    /// <summary>Whether the presence has been fetched since.</summary>
    public bool Fetched => _fetched;

    /// <summary>Whether the subscription has ended.</summary>
    public bool Ended => _ended;

    public void Fetch() => _fetched = true;

    public void End() => _ended = true;
}
