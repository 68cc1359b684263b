using System.Diagnostics;
using System.Runtime.Serialization;
using System.Text.Json.Serialization;

namespace PresenceOfMind.Client;

/// <summary>A user who is logged in at a node. The key is a secret, and no text, JSON or debugger's view of a session shows it.</summary>
/// <param name="Server">The node at which the session lives: the address that was given, or the one that it redirected to.</param>
/// <param name="User">The user's name, without a domain.</param>
/// <param name="Key">The session key, as the login answered it.</param>
/// <param name="BackupServer">Where to log in when the node fails; null where it named none.</param>
public abstract record PwsSession(
    Uri Server,
    string User,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting), IgnoreDataMember, DebuggerBrowsable(DebuggerBrowsableState.Never)] string Key,
    string? BackupServer)
{
    /// <summary>The user and the node, without the key.</summary>
    public sealed override string ToString() => $"{User} at {Server}";
}

/// <summary>An application user's session: it registers endpoints and logs in end users.</summary>
/// <inheritdoc cref="PwsSession"/>
public sealed record AppSession(Uri Server, string User, string Key, string? BackupServer) : PwsSession(Server, User, Key, BackupServer);

/// <summary>An end user's session: it subscribes, reads presence, and sets the user's own.</summary>
/// <inheritdoc cref="PwsSession"/>
public sealed record EndUserSession(Uri Server, string User, string Key, string? BackupServer) : PwsSession(Server, User, Key, BackupServer);
