namespace PresenceOfMind.Access.OpenId;

/// <summary>What the identity provider says of a person or a program.</summary>
public sealed record OpenIdClaims
{
    /// <summary>The claim <c>sub</c>, which never changes.</summary>
    public required string Subject { get; init; }

    /// <summary>The name for the log and the audit.</summary>
    public required string Name { get; init; }

    /// <summary>The contact, as the provider writes it; null where it has none, or where it did not verify the address.</summary>
    public string? Contact { get; init; }

    /// <summary>The groups or roles.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];
}
