using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Refusals;

namespace PresenceOfMind.Dispatch.Teams;

/// <summary>What cannot be had from a log.</summary>
internal static class HistoryRefusals
{
    private const string LogCut = "log-cut";

    public static Refusal TeamUnknown() =>
        new(RefusalKind.NotFound, "team-unknown", "There is no team of that name. List the teams for their names.", "team");

    public static Refusal BeforeTheBeginning(TeamName team) =>
        new(RefusalKind.NotFound, "before-the-beginning", $"Team {team} did not exist at that time.", "at");

    public static Refusal Gone(TeamName team, long first) => new(RefusalKind.Gone, LogCut, Cut(team, first));

    public static Refusal EventsGone(TeamName team, long first) => new(
        RefusalKind.Gone,
        LogCut,
        $"{Cut(team, first)} Read from there with after={first - 1}, or begin anew with the team's tasks and workers.");

    public static Refusal OtherLog(TeamName team) => new(
        RefusalKind.Gone,
        "other-log",
        $"This event is not in the log of team {team}: the program was restored from a back-up, or the team was removed and made anew. "
            + "Begin anew: read the team's tasks and workers, and then the stream without Last-Event-ID and after, or with after=0 for the "
            + "whole log.");

    public static Refusal Ahead(TeamName team, long head) => new(
        RefusalKind.Invalid,
        "ahead-of-log",
        $"The log of team {team} ends at position {head}. Give a position up to there, or leave it out to begin with what comes next.",
        "after");

    private static string Cut(TeamName team, long first) =>
        $"The log of team {team} starts at position {first}; the part before it was replaced by a snapshot.";
}
