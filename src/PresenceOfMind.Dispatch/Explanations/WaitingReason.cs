using PresenceOfMind.Dispatch.Teams;

namespace PresenceOfMind.Dispatch.Explanations;

/// <summary>Why tasks wait, in words.</summary>
internal static class WaitingReason
{
    /// <summary>Why the team's waiting tasks wait now; null where somebody is able.</summary>
    public static string? Of(TeamState state)
    {
        var roster = state.Roster;
        if (roster.NextAble is not null)
        {
            return null;
        }

        if (roster.Count == 0)
        {
            return "The team has no workers.";
        }

        var refused = roster.Refused(winners: 0);
        if (refused.Unconfirmed == roster.Count)
        {
            return $"Nobody's presence is confirmed: {state.UnconfirmedBecause}, and no fetch that began later has been reported.";
        }

        string?[] parts =
        [
            Part(refused.Presence, "is not available", "are not available"),
            Part(refused.Room, "has a task already", "have a task already"),
            Part(refused.Settling, "became available only just now", "became available only just now"),
            Part(refused.Draining, "is leaving the team", "are leaving the team"),
            Part(refused.Unconfirmed, "has no confirmed presence", "have no confirmed presence"),
        ];
        return $"Nobody can take it now: of {roster.Count} {(roster.Count == 1 ? "person" : "people")}, {string.Join(", ", parts.OfType<string>())}.";
    }

    private static string? Part(int count, string one, string many) => count switch
    {
        0 => null,
        1 => $"1 {one}",
        _ => $"{count} {many}",
    };
}
