using System.Text.Json;
using System.Text.Json.Nodes;
using PresenceOfMind.Access.Audit;
using PresenceOfMind.Access.Keys;

namespace PresenceOfMind.Access.Http;

/// <summary>Keys for the audit, without their texts.</summary>
/// <param name="keys">The keys.</param>
public sealed class AuditedKeys(ApiKeys keys) : IAuditedState
{
    /// <inheritdoc/>
    public bool Reads(AuditTarget target) => target.Area == "key";

    /// <inheritdoc/>
    public Task<JsonNode?> ReadAsync(AuditTarget target) => Task.FromResult(
        target.Subject is { } name && keys.Find(name) is { } key
            ? JsonSerializer.SerializeToNode(KeyService.ToView(key) with { LastUsed = null }, AccessJson.Default.KeyView)
            : null);
}
