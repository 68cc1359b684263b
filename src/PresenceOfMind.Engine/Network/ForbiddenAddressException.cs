namespace PresenceOfMind.Engine.Network;

/// <summary>Every address of a host is in a network that the operator forbids.</summary>
/// <param name="host">The host.</param>
public sealed class ForbiddenAddressException(string host)
    : Exception($"the address of {host} is in a network that --forbidden-networks forbids");
