using PresenceOfMind.Access.Roles;

namespace PresenceOfMind.Web.Access;

/// <summary>Says which buttons a page shows.</summary>
/// <param name="user">The reader.</param>
/// <param name="shown">The team that is shown.</param>
internal sealed class PageRightsService(PageUser user, ShownTeam shown)
{
    /// <summary>What the reader may do now, in the team that is shown.</summary>
    public async ValueTask<PageRights> FindAsync()
    {
        if (await user.FindAsync() is not { } principal)
        {
            return PageRights.None;
        }

        var work = Need(nameof(PageActions.CompleteTaskAsync));
        var own = principal.WorkersWith(work, shown.Team.Value).ToHashSet(StringComparer.Ordinal);
        var mayWork = principal.Has(work, shown.Team.Value);
        return new PageRights(
            principal.Has(Need(nameof(PageActions.AddTaskAsync)), shown.Team.Value),
            principal.Has(Need(nameof(PageActions.CancelTaskAsync)), shown.Team.Value),
            principal.Has(Need(nameof(PageActions.ShowTeamAsync)), shown.Team.Value),
            contact => mayWork || own.Contains(contact));
    }

    private static Permission Need(string method) =>
        PageActionTable.Find(method.Replace("Async", "", StringComparison.Ordinal))?.Needs ?? Permission.Administer;
}
