namespace PresenceOfMind.Access.Audit;

/// <summary>What a request is about to change.</summary>
/// <param name="Action">The name of the action.</param>
/// <param name="Subject">What it is done to; null where the request does not say before it is done.</param>
/// <param name="Team">The team; null for none.</param>
public sealed record AuditTarget(string Action, string? Subject, string? Team)
{
    /// <summary>What the action is about: the action's name up to its last dot, such as <c>queue</c>.</summary>
    public string Area => Action[..Action.LastIndexOf('.')];
}
