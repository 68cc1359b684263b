namespace PresenceOfMind.Server.Presence;

/// <summary>A user who watches people; the key is <c>node|user</c>. That is all a person knows of a watcher.</summary>
internal interface IPresenceWatcherGrain : IGrainWithStringKey
{
    /// <summary>A person's presence has changed.</summary>
    Task ToldAsync(PresenceMessage message);
}
