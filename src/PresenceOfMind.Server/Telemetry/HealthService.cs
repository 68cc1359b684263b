using PresenceOfMind.Engine.Storage;

using PresenceOfMind.Engine.Time;

namespace PresenceOfMind.Server.Telemetry;

/// <summary>The health of the store and of the clocks.</summary>
internal sealed class HealthService(Database database, ClockWatch watch)
{
    /// <summary>What is the matter and what to do, in one line; null where nothing is.</summary>
    public string? Ailment => database.Health.Ailment;

    /// <summary>What is worth knowing although nothing is the matter, a line each; null where nothing is.</summary>
    public string? Note =>
        string.Join('\n', new[] { database.Health.Note, watch.Recent }.OfType<string>()) is { Length: > 0 } note ? note : null;
}
