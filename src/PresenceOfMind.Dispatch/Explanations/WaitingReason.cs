using PresenceOfMind.Dispatch.Availability;
using PresenceOfMind.Dispatch.Matching;
using PresenceOfMind.Dispatch.Tasks;
using PresenceOfMind.Dispatch.Teams;

namespace PresenceOfMind.Dispatch.Explanations;

/// <summary>Why tasks wait, in words.</summary>
internal static class WaitingReason
{
    /// <summary>Why a task waits; null where it does not.</summary>
    public static string? Of(TeamState state, TaskItem task) => task.State switch
    {
        TaskState.Waiting => Of(state, state.Index.Demand(task), state.Index.Count(task, winners: 0)),
        TaskState.Offered => $"Asked: {string.Join(", ", task.Offers.Select(o => o.Worker.Name))}; the answer is awaited until {task.Offers.Min(o => o.Until):HH:mm:ss} UTC.",
        TaskState.Scheduled => $"It begins at {task.StartsAt:u}.",
        _ => null,
    };

    /// <summary>Why a task would wait that came now and asked for nothing particular; null where somebody is able.</summary>
    public static string? Of(TeamState state)
    {
        if (SpecRules.Settle(state, TaskSpec.Plain with { Route = null }, state.At, out _) is not { } spec)
        {
            return "The team has no queue.";
        }

        var queue = spec.Queue ?? state.Parts.Routes.Find(spec.Route!)!.Settings.Queue;
        var channel = state.Parts.Channels.Find(spec.Channel);
        if (channel is null)
        {
            return state.Roster.Count == 0 ? "The team has no workers." : null;
        }

        var demand = state.Index.Demand(new TaskNeed { Queue = queue, Channel = spec.Channel }, null, channel);
        return MatchIndex.AnyAble(demand) ? null : Of(state, demand, state.Index.Count(demand));
    }

    private static string Of(TeamState state, Demand demand, RefusalCounts refused)
    {
        var count = demand.Candidates.Count;
        if (count == 0)
        {
            return state.Roster.Count == 0 ? "The team has no workers." : $"Queue {demand.Key.Need.Queue} selects none of the workers.";
        }

        if (refused.Unconfirmed == count)
        {
            return $"Nobody's presence is confirmed: {state.UnconfirmedBecause}, and no fetch that began later has been reported.";
        }

        string?[] parts =
        [
            Part(refused.Presence, "is not available", "are not available"),
            Part(refused.Room, "has no room", "have no room"),
            Part(refused.Settling, "became available only just now", "became available only just now"),
            Part(refused.Paused, "is paused", "are paused"),
            Part(refused.Draining, "takes no more work", "take no more work"),
            Part(refused.Closed, "is not within working hours", "are not within working hours"),
            Part(refused.Skills, "lacks a skill", "lack a skill"),
            Part(refused.Labels, "lacks a label", "lack a label"),
            Part(refused.Excluded, "may not take it", "may not take it"),
            Part(refused.Asked, "is asked already", "are asked already"),
            Part(refused.Resting, "was asked a moment ago", "were asked a moment ago"),
            Part(refused.Unconfirmed, "has no confirmed presence", "have no confirmed presence"),
        ];
        return $"Nobody can take it now: of {count} {(count == 1 ? "person" : "people")}, {string.Join(", ", parts.OfType<string>())}.";
    }

    private static string? Part(int count, string one, string many) => count switch
    {
        0 => null,
        1 => $"1 {one}",
        _ => $"{count} {many}",
    };
}
