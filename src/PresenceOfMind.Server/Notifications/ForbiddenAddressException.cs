namespace PresenceOfMind.Server.Notifications;

/// <summary>The operator forbids callbacks to this host.</summary>
internal sealed class ForbiddenAddressException(string host) : Exception($"the operator forbids callbacks to the address of {host}");
