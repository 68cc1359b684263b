namespace PresenceOfMind.Client.Watching;

/// <summary>
/// How much a subscription's notifications are believed. One after which nothing was new costs a coin; without coins the
/// next is looked after when one has come back. So a flood of forged callbacks is no flood of fetches.
/// </summary>
internal sealed class NotificationBudget
{
    private const int Coins = 20;

    private static readonly TimeSpan Back = TimeSpan.FromMilliseconds(100);

    /// <summary>When all coins are back.</summary>
    private DateTimeOffset _fullAt = DateTimeOffset.UnixEpoch;

    /// <summary>No fetch for a notification before this.</summary>
    public DateTimeOffset NotBefore => _fullAt - (Back * (Coins - 1));

    /// <summary>There was a notification, and nothing was new.</summary>
    public void Pay(DateTimeOffset now) => _fullAt = (_fullAt > now ? _fullAt : now) + Back;
}
