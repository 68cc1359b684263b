using PresenceOfMind.Server.Composing;

namespace PresenceOfMind.Server.Presence;

/// <summary>What a PIDF document that a person sets says: devices, or the end of overrides.</summary>
/// <param name="IsClear">Whether it ends overrides.</param>
/// <param name="Cleared">The tuples whose word it takes back.</param>
/// <param name="Devices">What devices say.</param>
internal sealed record RichSet(bool IsClear, IReadOnlyList<string> Cleared, IReadOnlyList<Device> Devices);
