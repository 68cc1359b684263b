using System.Diagnostics;
using PresenceOfMind.Dispatch.Availability;
using PresenceOfMind.Dispatch.Events;
using PresenceOfMind.Dispatch.Matching;
using PresenceOfMind.Dispatch.Offers;
using PresenceOfMind.Dispatch.Queues;
using PresenceOfMind.Dispatch.Requests;
using PresenceOfMind.Dispatch.Sources;
using PresenceOfMind.Dispatch.Tasks;
using PresenceOfMind.Dispatch.Workers;

namespace PresenceOfMind.Dispatch.Teams;

/// <summary>
/// A team as a state machine. <see cref="Decide"/> turns a command into events, <see cref="Follow"/> says what the state
/// itself calls for at a time, and <see cref="Apply"/>, which decides nothing, makes the next state. Applying a log gives the
/// state that wrote it.
/// </summary>
internal static class Team
{
    /// <summary>
    /// Appends and applies what has fallen due, then the command's events, and then all that follows from them. What has fallen
    /// due is appended also where the command is refused: the log's order decides, not the moment at which a timer fires. A team
    /// that was loaded, or whose process stood still, is unconfirmed first: what is known of people is from before, and decides nothing that fell due meanwhile.
    /// </summary>
    /// <param name="state">Changed.</param>
    /// <param name="command">What to do.</param>
    /// <param name="now">Both clocks; where the team's own time is behind the log, the log's counts.</param>
    public static Outcome Handle(TeamState state, TeamCommand command, TeamTime now)
    {
        var at = now.InLog(state.Time);
        var entries = state.Appended;
        entries.Clear();
        if (command is not (LoadTeam or StandStill))
        {
            FollowAll(state, at, entries);
        }

        var decision = Decide(state, command, at, now);
        if (decision.Refusal is not null || decision.Repeated is not null)
        {
            return new Outcome([.. entries], decision.Refusal) { Repeated = decision.Repeated };
        }

        for (var i = 0; i < decision.Events.Count; i++)
        {
            var e = decision.Events[i];
            Append(state, command.By is { } by ? e with { By = by } : e, at, entries);
        }

        if (decision.Events.Count > 0)
        {
            FollowAll(state, at, entries);
        }

        if (command.Key is not null || command is AddTask { Id: not null })
        {
            var fingerprint = RequestText.Fingerprint(command);
            foreach (var key in Repeats.Keys(command))
            {
                Append(state, new CommandAnswered(key, fingerprint, decision.TaskId), at, entries);
            }
        }

        return new Outcome([.. entries]) { About = decision.TaskId is { } id ? state.Tasks.Find(id) : null };
    }

    /// <summary>What a command brings about. Changes nothing.</summary>
    /// <param name="state">The team.</param>
    /// <param name="command">What to do.</param>
    /// <param name="at">The time of the log.</param>
    /// <param name="now">The clocks, more precisely.</param>
    public static Decision Decide(TeamState state, TeamCommand command, TeamTime at, TeamTime now) =>
        Repeats.Decide(state, command) ?? Repeats.CheckVersion(state, command) ?? command switch
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
            KeepWorker c => WorkerStateRules.Decide(state, c),
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
            ReportPresence c => PresenceRules.Decide(state, c),
            LoseSource c => PresenceRules.Decide(state, c, at),
            OpenSource => new Decision([new SourceOpened(state.SourceEpoch + 1, at.WallAt(now.Elapsed))]),
            LoadTeam => new Decision([new TeamLoaded(at.WallAt(now.Elapsed))]),
            StandStill => new Decision([new TeamStoodStill(at.WallAt(now.Elapsed))]),
            LetTimePass => Decision.Nothing,
            _ => throw new UnreachableException($"No rule decides {command.GetType().Name}."),
        };

    /// <summary>The next events that the state calls for by itself at a time, which belong together. Changes nothing.</summary>
    /// <param name="state">The team.</param>
    /// <param name="at">The time.</param>
    /// <param name="events">Takes them.</param>
    /// <returns>Whether there are any.</returns>
    public static bool Follow(TeamState state, TeamTime at, List<TeamEvent> events)
    {
        if (state.Day.IsOver(at.Wall))
        {
            events.Add(new DayBegan(Days.Of(state.Parts.Rules.TimeZone).Next(at.Wall)));
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

        return ReserveRules.Follow(state, events) || GiveRules.Follow(state, at, events);
    }

    /// <summary>Makes the state that an entry leads to. Decides nothing.</summary>
    public static void Apply(TeamState state, in LogEntry entry)
    {
        if (entry.Position != state.Position + 1)
        {
            throw new InvalidOperationException($"Position {entry.Position} does not follow {state.Position} in the team's log.");
        }

        state.Position = entry.Position;
        state.Time = entry.Time;
        switch (entry.Event)
        {
            case TaskOffered e:
                OfferApply.Apply(state, e, entry);
                break;
            case OfferEnded e:
                OfferApply.Apply(state, e, entry);
                break;
            case ITaskEvent:
                TaskApply.Apply(state, entry);
                break;
            case IWorkerEvent or WorkerErased:
                WorkerApply.Apply(state, entry);
                break;
            case ConfigurationEvent or CalendarTurned:
                ConfigureApply.Apply(state, entry);
                break;
            case TeamLoaded or TeamStoodStill or SourceOpened or SourceLost or PresenceReported:
                PresenceRules.Apply(state, entry);
                break;
            case DayBegan e:
                Begin(state, e, entry.Time);
                break;
            case CommandAnswered e:
                state.Answers.Put(e.Key, new Answer(e.Fingerprint, e.TaskId is { } id && state.Tasks.Find(id) is { } task ? TaskRecord.Of(task) : null), entry.Time.Elapsed);
                break;
            default:
                throw new UnreachableException($"No rule applies {entry.Event.GetType().Name}.");
        }

        if (entry.Event is ConfigurationEvent)
        {
            state.ConfigurationVersion = entry.Position;
        }
    }

    private static bool FollowNobody(TeamState state, TeamTime at, List<TeamEvent> events)
    {
        if (!state.Index.MayHaveNobody)
        {
            return state.Tasks.ToLookAt.Count > 0 && LeadRules.Follow(state, all: false, events);
        }

        if (OverflowRules.NobodyWorks(state, at, events) || LeadRules.Follow(state, all: true, events))
        {
            return true;
        }

        state.Index.MayHaveNobody = false;
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

    private static CalendarTurned Turn(TeamCalendar calendar, DateTimeOffset wall) =>
        new(calendar.Name, calendar.Hours.IsOpen(wall), calendar.Hours.NextChange(wall));

    private static void FollowAll(TeamState state, TeamTime at, List<LogEntry> entries)
    {
        var events = state.Following;
        events.Clear();
        while (Follow(state, at, events))
        {
            foreach (var e in events)
            {
                Append(state, e, at, entries);
            }

            events.Clear();
        }
    }

    private static void Begin(TeamState state, DayBegan e, TeamTime at)
    {
        (state.Day.BeganAt, state.Day.NextWallDue) = (at.Elapsed, e.Next);
        state.Dues.PutWall(state.Day);
        state.Index.Reorder(worker => (worker.AssignmentsToday, worker.WorkToday) = (0, TimeSpan.Zero));
        foreach (var queue in state.Parts.Queues.All)
        {
            (queue.TakenToday, queue.InTimeToday, queue.LostToday, queue.ShortAbandonsToday) = (0, 0, 0, 0);
        }
    }

    private static void Append(TeamState state, TeamEvent e, TeamTime at, List<LogEntry> entries)
    {
        var entry = new LogEntry(state.Position + 1, at, e);
        Apply(state, entry);
        entries.Add(entry);
    }
}
