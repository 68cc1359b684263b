namespace PresenceOfMind.Access.OpenId;

/// <summary>What the identity provider gave for a session. It is kept encrypted.</summary>
/// <param name="AccessToken">Asks the provider about the person.</param>
/// <param name="RefreshToken">Gets another access token; null where the provider gave none.</param>
/// <param name="IdToken">Tells the provider whose session is to end.</param>
/// <param name="Expires">When the access token ends, by the clock of sessions; null where the provider does not say.</param>
public sealed record OpenIdTokens(string AccessToken, string? RefreshToken, string IdToken, DateTimeOffset? Expires)
{
    /// <summary>When it ends, and no token.</summary>
    public override string ToString() => $"tokens until {Expires:O}";
}
