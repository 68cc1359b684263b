using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Refusals;

namespace PresenceOfMind.Dispatch.Teams;

/// <summary>What cannot be had from a log.</summary>
internal static class HistoryRefusals
{
    public static Refusal TeamUnknown() =>
        new(RefusalKind.NotFound, "team-unknown", "There is no team of that name. List the teams for their names.", "team");

    public static Refusal BeforeTheBeginning(TeamName team) =>
        new(RefusalKind.NotFound, "before-the-beginning", $"Team {team} did not exist at that time.", "at");

    public static Refusal Gone(TeamName team, long first) => new(
        RefusalKind.Gone, "log-cut", $"The log of team {team} starts at position {first}; the part before it was replaced by a snapshot.");
}
