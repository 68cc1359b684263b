using System.Diagnostics;
using System.Runtime.Serialization;
using System.Text.Json.Serialization;

namespace PresenceOfMind.Client;

/// <summary>A user who is logged in at a node. The key is a secret, and no text, JSON or debugger's view of a session shows it.</summary>
public abstract record PwsSession
{
    private protected PwsSession()
    {
    }

    /// <summary>The node at which the session lives: the address that was given, or the one that it redirected to.</summary>
    public required Uri Server { get; init; }

    /// <summary>The user's name, without a domain.</summary>
    public required string User { get; init; }

    /// <summary>The session key, as the login answered it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting), IgnoreDataMember, DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public required string Key { get; init; }

    /// <summary>Where to log in when the node fails; null, the default, where it named none.</summary>
    public string? BackupServer { get; init; }

    /// <summary>The user and the node, without the key.</summary>
    public sealed override string ToString() => $"{User} at {Server}";
}

/// <summary>An application user's session: it registers endpoints and logs in end users.</summary>
public sealed record AppSession : PwsSession;

/// <summary>An end user's session: it subscribes, reads presence, and sets the user's own.</summary>
public sealed record EndUserSession : PwsSession;
