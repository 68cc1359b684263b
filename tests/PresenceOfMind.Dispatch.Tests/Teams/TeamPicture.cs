using System.Text.Json;
using PresenceOfMind.Dispatch.Core.Availability;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Storage.Json;
using PresenceOfMind.Dispatch.Tasks;

namespace PresenceOfMind.Dispatch.Tests.Teams;

/// <summary>All that a state knows, as text, so that two can be compared.</summary>
internal static class TeamPicture
{
    public static string Describe(TeamState state) => string.Join('\n',
    [
        $"{state.Position} {state.Time.Elapsed} {state.At:O} v{state.ConfigurationVersion} {state.SourceEpoch}:{state.SourceSequence} "
            + $"{state.Roster.Confirmation} {state.UnconfirmedSince} {state.UnconfirmedCause} {state.UnconfirmedReason}",
        $"due {state.NextDue:O} day {state.Day.BeganAt} {state.Day.NextWallDue:O} open {state.Tasks.OpenCount}",
        Json(state.Settings),
        .. state.Parts.Queues.All.Select(
            q =>
                $"{q.Name} {q.Order} {q.Length} {q.Live} {q.Leaving} {q.TakenToday} {q.InTimeToday} {q.LostToday} "
                    + $"{q.ShortAbandonsToday} {q.Estimate}"),
        string.Join(' ', state.Parts.Channels.All.Select(c => $"{c.Name}:{state.Index.StatesOf(c)}:{c.IsExclusive}")),
        .. state.Parts.Calendars.All.Select(c => $"{c.Name} {c.Order} {c.IsOpen} {c.NextWallDue:O} {c.SaidAt:O}"),
        .. state.Roster.All.Select(w => Describe(state, w)),
        .. state.Tasks.All.OrderBy(t => t.AddedBy).Select(t => Describe(state, t)),
        string.Join(' ', state.Tasks.Waiting.Select(t => t.Id)),
        string.Join(' ', state.Tasks.LastEnded.Select(t => t.Id)),
        string.Join(' ', state.Tasks.WantingRoom.Select(t => t.Id)),
        .. state.Tasks.All.OrderBy(t => t.AddedBy).Select(t => Describe(state.Answers.Find(IdempotencyStore.OfTask(t.Id)))),
        .. Enumerable.Range(0, 5).Select(k => Describe(state.Answers.Find(IdempotencyStore.OfCommand($"k{k}")))),
    ]);

    /// <summary>What a value says, as it would be stored.</summary>
    public static string Json<T>(T value) => JsonSerializer.Serialize(value, DurableJson.GetTypeInfo<T>());

    /// <summary>What a copy of a task says.</summary>
    public static string Describe(TaskItem? task) => JsonSerializer.Serialize(task, StateJson.TaskRow!);

    private static string Describe(RememberedAnswer? answer) =>
        $"{answer?.Fingerprint} {(answer?.Task is { } task ? Json(TaskView.From(task)) : "")}";

    private static string Describe(TeamState state, Worker w) =>
        $"{w.Contact} {w.Order} idle {w.IdleSince} {w.Idle.Wall:O} last {w.LastAssignedPosition} today {w.AssignmentsToday} "
            + $"{w.WorkToday} {w.State} {w.StateSince:O} {state.Roster.IsConfirmed(w)} "
        + $"settles {w.SettlesAt} grace {w.GraceEndsAt} {w.PauseReason} {w.PauseCause} {w.PausedAt:O} {w.Timeouts} {w.Draining} "
        + $"{w.Leaving} {w.Calendar?.Name} used {w.Used} {w.Held} kept {w.ReservedFor?.Id} "
        + $"{state.Index.IsListed(w)} due {w.NextDue} [{string.Join(' ', w.Tasks.Select(t => t.Id))}] "
        + $"[{string.Join(' ', w.Offers.Select(o => o.Number))}] {w.IsWorking(state)} "
        + $"{w.Watched} {w.ProgramEnd} {w.NextWallDue:O} {string.Join(' ', w.Programs.Select(Json))}";

    private static string Describe(TeamState state, TaskItem t) =>
        Describe(t)
        + $" steps {t.Steps} aged {t.Aged} reach {t.Reach} {t.AskedAt} rests [{string.Join(' ', t.Rests)}] former {t.Former} "
        + $"{t.FormerUntil} wants {t.WantsRoom} {t.ReservedWith?.Contact} told {t.ToldNobodyWorks} {t.LeadNeeded} "
        + $"[{string.Join(' ', t.Unanswered)}] taken {t.WasTaken} "
        + $"{t.WaitsUntil} {t.StepAt} {t.ExpiryAt} {t.AgesAt} {t.PrefersUntil} {t.WantsRoomAt} {t.ReachesAt} {t.ForgottenAt} "
        + $"{t.WorkedSince} due {t.NextDue} {t.NextWallDue:O} "
        + $"queued {t.Queued.Elapsed} entered {t.Entered.Elapsed} ended {t.EndedElapsed} wraps up {t.WrapUpEnds} offers "
        + $"[{string.Join(' ', t.Offers.Select(o => o.Ends))}] "
        + $"past [{string.Join(' ', t.PastOffers.Select(o => $"{o.Number}:{o.End}:{o.EndedAt:O}:{o.Reason}:{o.Because}"))}] "
        + $"{(t.IsWaiting ? state.Index.Count(t, 0) : default)}";

    private static bool IsWorking(this Worker worker, TeamState state) => Eligibility.IsWorking(worker, state.Roster.Confirmation);
}
