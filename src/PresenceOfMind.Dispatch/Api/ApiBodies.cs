namespace PresenceOfMind.Dispatch.Api;

/// <summary>A command without more to say.</summary>
internal sealed record EmptyBody;
