using System.Collections.Frozen;

namespace PresenceOfMind.Access.Roles;

/// <summary>
/// What each action of the page needs, beside <see cref="RouteTable"/>: in the team that is shown, or in any team where the action is about
/// keys, accounts or the audit, which are of several, or about the reader's own account. An action that is not in it is refused to
/// everybody.
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
        ["ListKeys"] = new(Permission.ManageKeys, Scope: TeamScope.Handler),
        ["AddKey"] = new(Permission.ManageKeys, Scope: TeamScope.Handler),
        ["RotateKey"] = new(Permission.ManageKeys, Scope: TeamScope.Handler),
        ["RevokeKey"] = new(Permission.ManageKeys, Scope: TeamScope.Handler),
        ["ListAccounts"] = new(Permission.ManageKeys, Scope: TeamScope.Handler),
        ["AddAccount"] = new(Permission.ManageKeys, Scope: TeamScope.Handler),
        ["SetPassword"] = new(Permission.ManageKeys, Scope: TeamScope.Handler),
        ["GrantRole"] = new(Permission.ManageKeys, Scope: TeamScope.Handler),
        ["RevokeRole"] = new(Permission.ManageKeys, Scope: TeamScope.Handler),
        ["RemoveAccount"] = new(Permission.ManageKeys, Scope: TeamScope.Handler),
        ["ChangePassword"] = new(Permission.SignedIn, Scope: TeamScope.Handler),
        ["ListPasskeys"] = new(Permission.SignedIn, Scope: TeamScope.Handler),
        ["BeginPasskey"] = new(Permission.SignedIn, Scope: TeamScope.Handler),
        ["AddPasskey"] = new(Permission.SignedIn, Scope: TeamScope.Handler),
        ["RemovePasskey"] = new(Permission.SignedIn, Scope: TeamScope.Handler),
        ["EndOtherSessions"] = new(Permission.SignedIn, Scope: TeamScope.Handler),
        ["ReadAudit"] = new(Permission.Manage, Scope: TeamScope.Handler),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The names of all actions.</summary>
    public static IEnumerable<string> Names => Rules.Keys;

    /// <summary>What an action needs; null where the table does not name it.</summary>
    /// <param name="action">The action's name.</param>
    public static AccessRule? Find(string action) => Rules.TryGetValue(action, out var rule) ? rule : null;
}
