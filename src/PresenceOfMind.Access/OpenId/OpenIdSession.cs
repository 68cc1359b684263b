namespace PresenceOfMind.Access.OpenId;

/// <summary>The session of somebody who signed in with the identity provider.</summary>
public sealed record OpenIdSession
{
    /// <summary>Its id: 256 random bits, which the cookie holds.</summary>
    public required string Id { get; init; }

    /// <summary>The provider and the client, as the settings were at the sign-in.</summary>
    public required string Provider { get; init; }

    /// <summary>What the provider last said of the person.</summary>
    public required OpenIdClaims Claims { get; init; }

    /// <summary>Whether the roles come with the user info; otherwise they come with the ID token.</summary>
    public bool HasRolesInUserInfo { get; init; }

    /// <summary>The tokens.</summary>
    public required OpenIdTokens Tokens { get; init; }

    /// <summary>When it began, by the clock of sessions.</summary>
    public DateTimeOffset Began { get; init; }
}
