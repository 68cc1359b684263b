using System.Collections.Frozen;

namespace PresenceOfMind.Access.Roles;

/// <summary>
/// What each action of the page needs in the team that is shown, beside <see cref="RouteTable"/>. An action that is not in it is refused
/// to everybody.
/// </summary>
public static class PageActionTable
{
    private static readonly FrozenDictionary<string, AccessRule> Rules = new Dictionary<string, AccessRule>
    {
        ["ShowTeam"] = new(Permission.Read, Ownership.Handler),
        ["Watch"] = new(Permission.Read, Ownership.Handler),
        ["ShowTask"] = new(Permission.Read, Ownership.TaskInPath),
        ["ExplainTask"] = new(Permission.Read, Ownership.TaskInPath),
        ["ExplainWorker"] = new(Permission.Read, Ownership.WorkerInPath),
        ["ListSilentEndpoints"] = new(Permission.Administer),
        ["AddTask"] = new(Permission.Lead),
        ["CancelTask"] = new(Permission.Lead),
        ["CompleteTask"] = new(Permission.Work, Ownership.TaskInPath),
        ["AcceptOffer"] = new(Permission.Work, Ownership.TaskInPath),
        ["DeclineOffer"] = new(Permission.Work, Ownership.TaskInPath),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The names of all actions.</summary>
    public static IEnumerable<string> Names => Rules.Keys;

    /// <summary>What an action needs; null where the table does not name it.</summary>
    /// <param name="action">The action's name.</param>
    public static AccessRule? Find(string action) => Rules.TryGetValue(action, out var rule) ? rule : null;
}
