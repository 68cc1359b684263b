using System.Text.Json.Nodes;

namespace PresenceOfMind.Access.Audit;

/// <summary>Reads what a change changes, before it and after it.</summary>
public interface IAuditedState
{
    /// <summary>Whether it reads what a change is about.</summary>
    /// <param name="target">The change.</param>
    bool Reads(AuditTarget target);

    /// <summary>Reads it as it is now, without secrets.</summary>
    /// <param name="target">The change.</param>
    /// <returns>Null where there is nothing.</returns>
    Task<JsonNode?> ReadAsync(AuditTarget target);
}
