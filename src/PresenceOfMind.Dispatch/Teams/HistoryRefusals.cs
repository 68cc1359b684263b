using PresenceOfMind.Dispatch.Core.Refusals;

namespace PresenceOfMind.Dispatch.Teams;

/// <summary>What cannot be had from a log.</summary>
internal static class HistoryRefusals
{
    public static Refusal TeamUnknown() => new(RefusalKind.NotFound, "team-unknown", "There is no team of that name.", "team");

    public static Refusal BeforeTheBeginning(string team) => new(RefusalKind.NotFound, "before-the-beginning", $"Team {team} was not there yet.", "at");

    public static Refusal Gone(string team, long first) => new(
        RefusalKind.Gone, "log-cut", $"The log of team {team} is kept from position {first} on; what was before is gone.");
}
