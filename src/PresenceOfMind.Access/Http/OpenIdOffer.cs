namespace PresenceOfMind.Access.Http;

/// <summary>Whether the sign-in page leads to an identity provider.</summary>
/// <param name="Title">What people call the provider; null where they do not sign in with one.</param>
public sealed record OpenIdOffer(string? Title);
