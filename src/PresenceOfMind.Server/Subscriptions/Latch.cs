using PresenceOfMind.Server.Notifications;

namespace PresenceOfMind.Server.Subscriptions;

/// <summary>
/// The latch of a subscription: it lets one notification through and no further one until the presence has been fetched (PWS). One
/// caller at a time.
/// </summary>
internal sealed class Latch
{
    /// <summary>Whether a notification is due or sent, and the presence not yet fetched.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>The newest notification; null before the first.</summary>
    public Announcement? Announced { get; private set; }

    /// <summary>A notification falls due: the latch closes behind it.</summary>
    /// <returns>Whether it is to be sent; false where the latch is closed.</returns>
    public bool TryClose()
    {
        if (IsClosed)
        {
            return false;
        }

        IsClosed = true;
        Announced = new Announcement();
        return true;
    }

    /// <summary>The presence has been fetched; a notification on its way is of no more use.</summary>
    public void Open()
    {
        IsClosed = false;
        Announced?.Fetch();
    }
}
