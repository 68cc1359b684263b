namespace PresenceOfMind.Access.OpenId;

/// <summary>The identity provider does not answer, or not as one.</summary>
/// <param name="message">What was asked of it.</param>
/// <param name="inner">What happened.</param>
public sealed class ProviderUnreachableException(string message, Exception? inner = null) : Exception(message, inner);
