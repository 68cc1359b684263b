namespace PresenceOfMind.Access.Http;

/// <summary>An account to be made, in JSON.</summary>
public sealed record AccountBody
{
    /// <summary>The sign-in name.</summary>
    public string? Name { get; init; }

    /// <summary>The password: a secret.</summary>
    public string? Password { get; init; }

    /// <summary>The roles; null for none.</summary>
    public IReadOnlyList<GrantBody>? Grants { get; init; }

    /// <summary>Its name; the password is a secret.</summary>
    public override string ToString() => Name ?? "";
}

/// <summary>Another password, in JSON.</summary>
public sealed record PasswordBody
{
    /// <summary>The password: a secret.</summary>
    public string? Password { get; init; }

    /// <summary>Nothing; the password is a secret.</summary>
    public override string ToString() => nameof(PasswordBody);
}

/// <summary>A role of an account, in JSON.</summary>
public sealed record GrantBody
{
    /// <summary>The name of the role.</summary>
    public string? Role { get; init; }

    /// <summary>The team; null for all teams.</summary>
    public string? Team { get; init; }

    /// <summary>The contact of the worker; null for other roles than worker.</summary>
    public string? Worker { get; init; }
}

/// <summary>An account in JSON.</summary>
public sealed record AccountView
{
    /// <summary>The sign-in name.</summary>
    public required string Name { get; init; }

    /// <summary>The roles.</summary>
    public required IReadOnlyList<GrantBody> Grants { get; init; }

    /// <summary>The names of the passkeys.</summary>
    public IReadOnlyList<string> Passkeys { get; init; } = [];

    /// <summary>When it was made.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>Who made it; null where nobody was asked for a key or an account.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>When the person last signed in; null for never.</summary>
    public DateTimeOffset? LastSignIn { get; init; }
}
