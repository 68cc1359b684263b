using System.Diagnostics;
using PresenceOfMind.Dispatch.Events;
using PresenceOfMind.Dispatch.Sources;
using PresenceOfMind.Dispatch.Tasks;
using PresenceOfMind.Dispatch.Workers;

namespace PresenceOfMind.Dispatch.Teams;

/// <summary>
/// A team as a state machine. <see cref="Decide"/> turns a command into events, <see cref="Follow"/> says what the state
/// itself then calls for, and <see cref="Apply"/>, which decides nothing, makes the next state. Applying a log gives the
/// state that wrote it.
/// </summary>
internal static class Team
{
    /// <summary>Carries a command out: appends and applies its events, and all that follows from them.</summary>
    /// <param name="state">Changed, unless the command is refused.</param>
    /// <param name="command">What to do.</param>
    /// <param name="now">The clock; where it is behind the log, the log's time counts.</param>
    public static Outcome Handle(TeamState state, TeamCommand command, DateTimeOffset now)
    {
        var decision = Decide(state, command, now);
        if (decision.Refusal is not null || decision.Repeated is not null)
        {
            return new Outcome([], decision.Refusal, decision.Repeated?.Task);
        }

        var at = LogTime(state, now);
        var entries = new List<LogEntry>();
        foreach (var e in decision.Events)
        {
            Append(state, e, at, entries);
        }

        while (Follow(state, at) is { } e)
        {
            Append(state, e, at, entries);
        }

        foreach (var key in Repeats.Keys(command))
        {
            Append(state, new CommandAnswered(key, command.Fingerprint(), decision.TaskId), at, entries);
        }

        return new Outcome(entries, null, decision.TaskId is { } id ? state.Tasks.Find(id) : null);
    }

    /// <summary>What a command brings about. Changes nothing.</summary>
    public static Decision Decide(TeamState state, TeamCommand command, DateTimeOffset now) => Repeats.Decide(state, command) ?? command switch
    {
        AddTask c => TaskRules.Decide(state, c),
        CompleteTask c => TaskRules.Decide(state, c),
        CancelTask c => TaskRules.Decide(state, c),
        CancelOpenTasks => TaskRules.CancelOpen(state),
        ConfigureTeam c => WorkerRules.Decide(state, c),
        ReportPresence c => PresenceRules.Decide(state, c, now),
        LoseSource c => PresenceRules.Decide(state, c),
        OpenSource => new Decision([new SourceOpened(state.SourceEpoch + 1, now)]),
        LoadTeam => new Decision([new TeamLoaded(now)]),
        LetTimePass => Decision.Nothing,
        _ => throw new UnreachableException($"No rule decides {command.GetType().Name}."),
    };

    /// <summary>The next event that the state calls for by itself at this time; null for none. Changes nothing.</summary>
    public static TeamEvent? Follow(TeamState state, DateTimeOffset at)
    {
        if (state.Roster.NextToSettle is { } settling && settling.SettlesAt <= at)
        {
            return new WorkerSettled(settling.Contact);
        }

        if (state.Roster.NextToLeave is { } leaving)
        {
            return new WorkerRemoved(leaving.Contact);
        }

        return state.Tasks.NextWaiting is { } task && state.Roster.NextAble is { } worker
            ? new TaskAssigned(task.Id, worker.Contact, state.ConfigurationVersion, state.Roster.Refused(winners: 1))
            : null;
    }

    /// <summary>Makes the state that an entry leads to. Decides nothing.</summary>
    public static void Apply(TeamState state, in LogEntry entry)
    {
        if (entry.Position != state.Position + 1)
        {
            throw new InvalidOperationException($"Position {entry.Position} does not follow {state.Position} in the team's log.");
        }

        state.Position = entry.Position;
        state.At = entry.At;
        switch (entry.Event)
        {
            case TaskAdded or TaskAssigned or TaskCompleted or TaskCancelled:
                TaskRules.Apply(state, entry);
                break;
            case ConfigurationChanged or WorkerAdded or WorkerRenamed or WorkerDraining or WorkerKept or WorkerRemoved or WorkerSettled:
                WorkerRules.Apply(state, entry);
                break;
            case TeamLoaded or SourceOpened or SourceLost or PresenceReported:
                PresenceRules.Apply(state, entry);
                break;
            case CommandAnswered e:
                state.Answers.Put(e.Key, new Answer(e.Fingerprint, e.TaskId is { } id ? state.Tasks.Find(id) : null), entry.At);
                break;
            default:
                throw new UnreachableException($"No rule applies {entry.Event.GetType().Name}.");
        }
    }

    private static void Append(TeamState state, TeamEvent e, DateTimeOffset at, List<LogEntry> entries)
    {
        var entry = new LogEntry(state.Position + 1, at, e);
        Apply(state, entry);
        entries.Add(entry);
    }

    private static DateTimeOffset LogTime(TeamState state, DateTimeOffset now)
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds());
        return at < state.At ? state.At : at;
    }
}
