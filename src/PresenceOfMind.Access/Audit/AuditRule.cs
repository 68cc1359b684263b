namespace PresenceOfMind.Access.Audit;

/// <summary>How the audit keeps a route.</summary>
/// <param name="Action">The name of the action: what it is about, a dot, and what was done.</param>
/// <param name="Subject">The part of the path that says to what it is done; null for none.</param>
public sealed record AuditRule(string Action, string? Subject);
