namespace PresenceOfMind.Server.Presence;

/// <summary>Who sees whom: a person can block watchers, who then see UNAVAILABLE and hear of no change.</summary>
public interface IVisibility
{
    /// <summary>Blocks a watcher; whose subscriptions are told at once.</summary>
    /// <param name="user">Whose presence it is, by the user's name without a domain.</param>
    /// <param name="watcher">Who is to see no more, likewise.</param>
    /// <returns>Whether that is new.</returns>
    Task<bool> BlockAsync(string user, string watcher);

    /// <summary>Lets a watcher see all again; whose subscriptions are told at once.</summary>
    /// <returns>Whether the watcher was blocked.</returns>
    Task<bool> UnblockAsync(string user, string watcher);

    /// <summary>The names of the watchers whom a person blocks, in small letters, in order.</summary>
    Task<IReadOnlyList<string>> ListBlockedAsync(string user);
}
