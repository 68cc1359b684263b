namespace PresenceOfMind.Server.Notifications;

/// <summary>A notification that is due.</summary>
/// <param name="Subscriber">Whose subscription it is: <c>node|user</c>.</param>
/// <param name="SubscriptionId">The subscription's id, which repeats between users.</param>
/// <param name="Url">The endpoint's address.</param>
/// <param name="ChangedAt">When the change was made that it tells of.</param>
/// <param name="Announcement">Tells whether it is still of use.</param>
internal sealed record Notification(string Subscriber, int SubscriptionId, string Url, DateTimeOffset ChangedAt, Announcement Announcement);
