namespace PresenceOfMind.Client.Watching;

/// <summary>A node at which to log in.</summary>
internal enum Node
{
    /// <summary>The server of the options, or the node that it redirects to.</summary>
    Home,

    /// <summary>The backup of the options, or the one that the login at home named.</summary>
    Backup,
}
