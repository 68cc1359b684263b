using System.Diagnostics;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Time;

namespace PresenceOfMind.Dispatch.Core.Teams;

/// <summary>
/// A team as a state machine: its rules decide what happens, and <see cref="Apply(TeamState, in LogEntry)"/>, which decides nothing, makes
/// the next state. Applying a log gives the state that wrote it.
/// </summary>
public sealed class Team
{
    private readonly IDecider _decider;
    private readonly List<TeamEvent> _following = [];
    private readonly List<LogEntry> _appended = [];

    /// <summary>
    /// A team with the state that its log led to. Storage makes it, so that no rule can make one of the state that it sees.
    /// </summary>
    /// <param name="decider">Its rules.</param>
    /// <param name="state">The state, which this team alone changes from now on.</param>
    internal Team(IDecider decider, TeamState state) => (_decider, State) = (decider, state);

    /// <summary>What the log amounts to.</summary>
    public TeamState State { get; }

    /// <summary>
    /// Appends and applies what has fallen due, then the command's events, and then all that follows from them. What has fallen
    /// due is appended also where the command is refused: the log's order decides, not the moment at which a timer fires. A team
    /// that was loaded, or whose process stood still, is unconfirmed first: what is known of people is from before, and decides nothing
    /// that fell due meanwhile.
    /// </summary>
    /// <param name="command">What to do.</param>
    /// <param name="now">Both clocks; where the team's own time is behind the log, the log's counts.</param>
    public Outcome Handle(TeamCommand command, TeamTime now)
    {
        var at = now.InLog(State.Time);
        _appended.Clear();
        if (command is not (LoadTeam or ReportStandstill))
        {
            FollowAll(at);
        }

        var decision = _decider.Decide(State, command, at, now);
        if (decision.Refusal is not null || decision.Repeated is not null)
        {
            return new Outcome([.. _appended], decision.Refusal) { Repeated = decision.Repeated };
        }

        for (var i = 0; i < decision.Events.Count; i++)
        {
            var e = decision.Events[i];
            Append(command is { By: null, Actor: null } ? e : e with { By = command.By, Actor = command.Actor }, at);
        }

        if (decision.Events.Count > 0)
        {
            FollowAll(at);
        }

        if (command.Key is not null || command is AddTask { Id: not null })
        {
            var fingerprint = State.Texts.Fingerprint(command);
            foreach (var key in _decider.Keys(command))
            {
                Append(new CommandAnswered(key, fingerprint, decision.TaskId), at);
            }
        }

        return new Outcome([.. _appended]) { About = decision.TaskId is { } id ? State.Tasks.Find(id) : null };
    }

    /// <summary>Makes the state that an entry leads to. Decides nothing.</summary>
    internal static void Apply(TeamState state, in LogEntry entry)
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
            case IProgramPresenceEvent:
                PresenceApply.Apply(state, entry);
                break;
            case IWorkerEvent or WorkerErased:
                WorkerApply.Apply(state, entry);
                break;
            case ConfigurationEvent or CalendarOpenChanged:
                ConfigureApply.Apply(state, entry);
                break;
            case TeamLoaded or StandstillReported or PresenceSourceOpened or PresenceSourceLost or PresenceReported:
                PresenceApply.Apply(state, entry);
                break;
            case DayBegan e:
                Begin(state, e, entry.Time);
                break;
            case CommandAnswered e:
                state.Answers.Remember(
                    e.Key,
                    new RememberedAnswer(e.Fingerprint, e.TaskId is { } id && state.Tasks.Find(id) is { } task ? task.Copy() : null),
                    entry.Time.Elapsed);
                break;
            default:
                throw new UnreachableException($"No rule applies {entry.Event.GetType().Name}.");
        }

        if (entry.Event is ConfigurationEvent)
        {
            state.ConfigurationVersion = entry.Position;
        }
    }

    private void FollowAll(TeamTime at)
    {
        _following.Clear();
        while (_decider.Follow(State, at, _following))
        {
            foreach (var e in _following)
            {
                Append(e, at);
            }

            _following.Clear();
        }
    }

    private static void Begin(TeamState state, DayBegan e, TeamTime at)
    {
        (state.Day.BeganAt, state.Day.NextWallDue) = (at.Elapsed, e.Next);
        state.Dues.ScheduleWall(state.Day);
        state.Index.Reorder(worker => (worker.AssignmentsToday, worker.WorkToday) = (0, TimeSpan.Zero));
        foreach (var queue in state.Parts.Queues.All)
        {
            (queue.TakenToday, queue.InTimeToday, queue.LostToday, queue.ShortAbandonsToday) = (0, 0, 0, 0);
        }
    }

    private void Append(TeamEvent e, TeamTime at)
    {
        var entry = new LogEntry(State.Position + 1, at, e);
        Apply(State, entry);
        _appended.Add(entry);
    }
}
