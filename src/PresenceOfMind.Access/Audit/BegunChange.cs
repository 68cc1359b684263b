using System.Text.Json.Nodes;

namespace PresenceOfMind.Access.Audit;

/// <summary>A change that is kept as begun.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Target">What is to be changed.</param>
/// <param name="Before">What was before; null for nothing, or where nobody reads it.</param>
internal sealed record BegunChange(string Id, AuditTarget Target, JsonNode? Before);
