namespace PresenceOfMind.Server.Subscriptions;

/// <summary>The session that holds a user's subscriptions; the key is <c>node|user</c>.</summary>
internal interface ISessionUseGrain : IGrainWithStringKey
{
    /// <summary>A fetch used the session without a message to it.</summary>
    /// <param name="key">The session's key; one that is not live changes nothing.</param>
    Task UsedAsync(string key);
}
