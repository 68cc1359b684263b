using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.Server.Telemetry;

/// <summary>Asks the store how it does.</summary>
internal sealed class HealthService(Database database)
{
    /// <summary>What is the matter and what to do, in one line; null where nothing is.</summary>
    public string? Ailment => database.Health.Ailment;
}
