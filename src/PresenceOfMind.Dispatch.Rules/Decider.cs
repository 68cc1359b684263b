using System.Diagnostics;
using PresenceOfMind.Dispatch.Core.Calendars;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Refusals;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Core.Time;
using PresenceOfMind.Dispatch.Rules.Configuration;
using PresenceOfMind.Dispatch.Rules.Leads;
using PresenceOfMind.Dispatch.Rules.Matching;
using PresenceOfMind.Dispatch.Rules.Offers;
using PresenceOfMind.Dispatch.Rules.Presence;
using PresenceOfMind.Dispatch.Rules.Queues;
using PresenceOfMind.Dispatch.Rules.Tasks;
using PresenceOfMind.Dispatch.Rules.Teams;
using PresenceOfMind.Dispatch.Rules.Workers;

namespace PresenceOfMind.Dispatch.Rules;

/// <summary>The rules of all teams: which rule decides which command, and in which order is looked at what follows by itself.</summary>
public sealed class Decider : IDecider
{
    /// <summary>The only one; it holds nothing.</summary>
    public static readonly Decider Instance = new();

    private Decider()
    {
    }

    /// <inheritdoc/>
    public Decision Decide(TeamState state, TeamCommand command, TeamTime at, TeamTime now) =>
        IdempotencyRules.Decide(state, command) ?? Refuse(VersionRules.Check(state, command)) ?? command switch
        {
            AddTask c => AddRules.Decide(state, c, at),
            CompleteTask c => EndRules.Decide(state, c, at),
            AcceptOffer c => OfferRules.Decide(state, c, at),
            DeclineOffer c => OfferRules.Decide(state, c, at),
            FinishWrapUp c => EndRules.Decide(state, c),
            HoldTask c => HoldRules.Decide(state, c),
            ResumeTask c => HoldRules.Decide(state, c),
            ReturnTask c => ReturnRules.Decide(state, c, at),
            TransferTask c => ReturnRules.Decide(state, c, at),
            ReopenTask c => ReturnRules.Decide(state, c, at),
            ClaimTask c => ClaimRules.Decide(state, c),
            AssignTask c => ClaimRules.Decide(state, c),
            AddNote c => ChangeRules.Decide(state, c),
            ChangeTask c => ChangeRules.Decide(state, c, at),
            CancelTask c => EndRules.Decide(state, c),
            CancelOpenTasks c => EndRules.Decide(state, c),
            PauseWorker c => WorkerStateRules.Decide(state, c),
            UnpauseWorker c => WorkerStateRules.Decide(state, c),
            DrainWorker c => WorkerStateRules.Decide(state, c),
            StopDraining c => WorkerStateRules.Decide(state, c),
            EraseWorker c => WorkerStateRules.Decide(state, c),
            ConfigureTeam c => ConfigureRules.Decide(state, c, at),
            PutWorker c => ConfigureRules.Decide(state, c),
            RemoveWorker c => ConfigureRules.Decide(state, c),
            PutQueue c => ConfigureRules.Decide(state, c),
            RemoveQueue c => ConfigureRules.Decide(state, c),
            PutRoute c => ConfigureRules.Decide(state, c),
            RemoveRoute c => ConfigureRules.Decide(state, c),
            PutCalendar c => ConfigureRules.Decide(state, c, at),
            RemoveCalendar c => ConfigureRules.Decide(state, c),
            PutChannel c => ConfigureRules.Decide(state, c),
            RemoveChannel c => ConfigureRules.Decide(state, c),
            PutRules c => ConfigureRules.Decide(state, c),
            ReportPresence c => PresenceConfirmationRules.Decide(state, c),
            SetProgramPresence c => ProgramPresenceRules.Decide(state, c, at),
            ClearProgramPresence c => ProgramPresenceRules.Decide(state, c),
            LosePresenceSource c => PresenceConfirmationRules.Decide(state, c, at),
            OpenPresenceSource => new Decision([new PresenceSourceOpened(state.SourceEpoch + 1, at.WallAt(now.Elapsed))]),
            LoadTeam => new Decision([new TeamLoaded(at.WallAt(now.Elapsed))]),
            ReportStandstill => new Decision([new StandstillReported(at.WallAt(now.Elapsed))]),
            AdvanceTime => Decision.Nothing,
            _ => throw new UnreachableException($"No rule decides {command.GetType().Name}."),
        };

    /// <inheritdoc/>
    public IEnumerable<string> Keys(TeamCommand command) => IdempotencyRules.Keys(command);

    /// <inheritdoc/>
    public bool Follow(TeamState state, TeamTime at, List<TeamEvent> events)
    {
        if (state.Day.IsOver(at.Wall))
        {
            events.Add(new DayBegan(Days.ForZone(state.Parts.Rules.TimeZone).Next(at.Wall)));
            return true;
        }

        foreach (var calendar in state.Parts.Calendars.All)
        {
            if (calendar.IsAhead(at.Wall))
            {
                events.Add(Turn(calendar, at.Wall));
                return true;
            }
        }

        if (WorkerDueRules.Doubts(state, at, events) || QueueRules.Empty(state, events) || FollowNobody(state, at, events))
        {
            return true;
        }

        if (state.Dues.TryPeek(at, out var due))
        {
            FollowDue(state, due, at, events);
            return true;
        }

        return ReservationRules.Follow(state, events) || AssignmentRules.Follow(state, at, events);
    }

    private static Decision? Refuse(Refusal? refusal) => refusal is null ? default(Decision?) : (Decision)refusal;

    private static bool FollowNobody(TeamState state, TeamTime at, List<TeamEvent> events)
    {
        if (!state.Agenda.MayHaveNobody)
        {
            return state.Agenda.HasChanged && LeadNotificationRules.Follow(state, all: false, events);
        }

        if (OverflowRules.NobodyWorks(state, at, events) || LeadNotificationRules.Follow(state, all: true, events))
        {
            return true;
        }

        state.Agenda.SettleNobody();
        return false;
    }

    private static void FollowDue(TeamState state, IDue due, TeamTime at, List<TeamEvent> events)
    {
        switch (due)
        {
            case TaskItem task:
                TaskDueRules.Follow(state, task, at, events);
                break;
            case Worker worker:
                WorkerDueRules.Follow(state, worker, at, events);
                break;
            case TeamCalendar calendar:
                events.Add(Turn(calendar, at.Wall));
                break;
            default:
                throw new UnreachableException($"Nothing falls due with {due.GetType().Name}.");
        }
    }

    private static CalendarOpenChanged Turn(TeamCalendar calendar, DateTimeOffset wall) =>
        new(calendar.Name, calendar.Hours.IsOpen(wall), calendar.Hours.NextChange(wall));
}
