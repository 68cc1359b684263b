using PresenceOfMind.Access.Roles;

namespace PresenceOfMind.Access.Accounts;

/// <summary>The account of a person, without the hash of its password.</summary>
public sealed record Account
{
    /// <summary>Its id, which stays.</summary>
    public required string Id { get; init; }

    /// <summary>The sign-in name, in small letters; unique among accounts.</summary>
    public required string Name { get; init; }

    /// <summary>Its roles.</summary>
    public IReadOnlyList<Grant> Grants { get; init; } = [];

    /// <summary>Its passkeys, the oldest first.</summary>
    public IReadOnlyList<Passkey> Passkeys { get; init; } = [];

    /// <summary>Changes with the password, the passkeys and the roles. A session that was begun under another stamp has ended.</summary>
    public required string Stamp { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>Who made it, such as <c>key:admin</c>; null where nobody was asked.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>When the person last signed in; null for never.</summary>
    public DateTimeOffset? LastSignIn { get; init; }
}
