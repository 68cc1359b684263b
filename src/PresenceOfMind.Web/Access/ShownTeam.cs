using PresenceOfMind.Access.Roles;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Teams;

namespace PresenceOfMind.Web.Access;

/// <summary>
/// The team that the page shows: the one in its address, or else the default one. Links keep to that team. A team that the reader may not
/// see is not there.
/// </summary>
/// <param name="teams">The teams there are.</param>
/// <param name="user">The reader.</param>
/// <param name="options">Names the team that an address without one means.</param>
internal sealed class ShownTeam(ITeams teams, PageUser user, PageOptions options)
{
    /// <summary>The parameter of an address that names the team.</summary>
    public const string Parameter = "team";

    private bool _isNamed;
    private bool _mayAdd;

    /// <summary>The team's name; empty where there is no team at all.</summary>
    public TeamName Team { get; private set; } = new("");

    /// <summary>The names of all teams, in order.</summary>
    public IReadOnlyList<TeamName> All { get; private set; } = [];

    /// <summary>Why nothing can be shown, and what to do; null where the team is there.</summary>
    public string? Missing => All.Contains(Team) ? null
        : All.Count == 0 && !_isNamed && !_mayAdd
            ? "You have no role in a team. Ask an administrator for one: pom accounts grant NAME --role ROLE --team TEAM"
        : All.Count == 0 && !_isNamed ? "There is no team yet. Add one with: pom teams add NAME"
        : All.Count == 0 && _mayAdd ? $"There is no team {Team}. Add one with: pom teams add NAME"
        : $"There is no team {Team}. {(All.Count == 0 ? "Ask an administrator for a role in a team." : "Choose another team.")}";

    /// <summary>Chooses the team.</summary>
    /// <param name="named">The one that the address names; null or empty for none.</param>
    public async Task ChooseAsync(string? named)
    {
        var reader = await user.FindAsync();
        All = reader is null ? [] : [.. (await teams.ListAsync()).Where(t => reader.Sees(t.Value))];
        _mayAdd = reader?.Has(Permission.Administer, null) == true;
        _isNamed = !string.IsNullOrEmpty(named);
        Team = _isNamed ? new TeamName(named!)
            : options.Team is { } usual && All.Contains(usual) ? usual
            : All is [var first, ..] ? first
            : new TeamName("");
    }

    /// <summary>The team's first page.</summary>
    /// <param name="team">The team; null for the one that is shown.</param>
    public string ToTeam(TeamName? team = null) => team is null && !_isNamed ? "./" : $"./?{Parameter}={Uri.EscapeDataString((team ?? Team).Value)}";

    /// <summary>Why a task waits, or who has it and why.</summary>
    public string ToTask(TaskId id) => Here($"tasks/{Uri.EscapeDataString(id.Value)}");

    /// <summary>Why a worker gets work, or none.</summary>
    public string ToWorker(Contact contact) => Here($"people/{Uri.EscapeDataString(contact.Value)}");

    /// <summary>What a form of the first page posts to.</summary>
    /// <param name="id">The task; null to add one.</param>
    /// <param name="verb">What the API calls it: <c>complete</c>, <c>cancel</c>; null to add a task.</param>
    public string ToForm(TaskId? id = null, string? verb = null) =>
        Here(id is { Value: var task } ? $"page/tasks/{Uri.EscapeDataString(task)}/{verb}" : "page/tasks");

    private string Here(string path) => _isNamed ? $"{path}?{Parameter}={Uri.EscapeDataString(Team.Value)}" : path;
}
