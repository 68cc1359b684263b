namespace PresenceOfMind.Client.Watching;

/// <summary>Why the fetch was made that showed a change.</summary>
public enum LearnedBy
{
    /// <summary>The first fetch of a contact.</summary>
    Start,

    /// <summary>The server notified.</summary>
    Notification,

    /// <summary>The interval was over: the notification was lost, or held by a server under load.</summary>
    Interval,

    /// <summary>The server, its answer, the session or the subscription was lost, and is there again.</summary>
    Recovery,

    /// <summary>The program asked for a fetch.</summary>
    Request,
}
