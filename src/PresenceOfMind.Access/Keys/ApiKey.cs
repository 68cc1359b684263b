using System.Net;
using PresenceOfMind.Access.Principals;
using PresenceOfMind.Access.Roles;

namespace PresenceOfMind.Access.Keys;

/// <summary>An API key, without its text, which nobody keeps.</summary>
public sealed record ApiKey
{
    /// <summary>The name of the administrator's key that the program makes at its first start.</summary>
    public const string BootstrapName = "admin";

    /// <summary>Its id, which stays when the key is rotated.</summary>
    public required string Id { get; init; }

    /// <summary>Its name: one line of 1 to 100 characters, unique among keys.</summary>
    public required string Name { get; init; }

    /// <summary>Its role.</summary>
    public required Grant Grant { get; init; }

    /// <summary>Whether the header <c>Acting-For</c> is honoured for it. Default false.</summary>
    public bool MayActFor { get; init; }

    /// <summary>The networks from which it may be used; none for everywhere.</summary>
    public IReadOnlyList<IPNetwork> Networks { get; init; } = [];

    /// <summary>When it was made.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>Who made it, such as <c>key:admin</c>; null where nobody was asked for a key.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>From when on it is refused; null for never.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>Until when the text from before the last rotation is taken; null where there is none.</summary>
    public DateTimeOffset? FormerUntil { get; init; }

    /// <summary>When it was last used, to the minute; null for never.</summary>
    public DateTimeOffset? LastUsed { get; init; }

    /// <summary>Who sends this key.</summary>
    public Principal ToPrincipal() => new(PrincipalKind.Key, Name, [Grant]) { MayActFor = MayActFor, Stamp = Id };
}
