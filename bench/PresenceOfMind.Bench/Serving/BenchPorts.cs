namespace PresenceOfMind.Bench.Serving;

/// <summary>Where a <see cref="BenchServer"/> listens on loopback.</summary>
/// <param name="Pws">The Presence Web Service.</param>
/// <param name="Admin">Its <c>/admin</c>, without a key.</param>
/// <param name="Bare">The bare endpoints.</param>
internal sealed record BenchPorts(int Pws, int Admin, int Bare);
