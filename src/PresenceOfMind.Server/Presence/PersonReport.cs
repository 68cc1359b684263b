using PresenceOfMind.Server.Composing;

namespace PresenceOfMind.Server.Presence;

/// <summary>What a device reports of a person.</summary>
/// <param name="Tuple">The device's id.</param>
/// <param name="Device">What it says; null where it says nothing any more.</param>
internal sealed record PersonReport(string Tuple, Device? Device);
