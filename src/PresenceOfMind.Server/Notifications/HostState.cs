namespace PresenceOfMind.Server.Notifications;

/// <summary>What is known of a host that callbacks go to.</summary>
internal enum HostState
{
    /// <summary>Nothing yet.</summary>
    New,

    /// <summary>It answered the last callback.</summary>
    Answering,

    /// <summary>It did not.</summary>
    Failing,
}
