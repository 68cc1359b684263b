namespace PresenceOfMind.Engine.Network;

/// <summary>Every address of a host is one that the program does not connect to.</summary>
/// <param name="reason">Which host and why, with the name of the option, in words.</param>
public sealed class ForbiddenAddressException(string reason) : Exception(reason);
