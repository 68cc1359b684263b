using System.Net;
using PresenceOfMind.Access.Roles;

namespace PresenceOfMind.Access.Keys;

/// <summary>What a new key is to be.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Grant">Its role.</param>
public sealed record NewKey(string Name, Grant Grant)
{
    /// <summary>Whether the header <c>Acting-For</c> is honoured for it. Default false.</summary>
    public bool MayActFor { get; init; }

    /// <summary>From when on it is refused; null for never.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>The networks from which it may be used; none for everywhere.</summary>
    public IReadOnlyList<IPNetwork> Networks { get; init; } = [];
}
