namespace PresenceOfMind.Server.Notifications;

/// <summary>Takes notifications that are due; returns at once.</summary>
internal interface INotifier
{
    void Notify(Notification notification);
}
