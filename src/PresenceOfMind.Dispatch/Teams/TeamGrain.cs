using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Refusals;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Rules;
using PresenceOfMind.Dispatch.Rules.Explanations;
using PresenceOfMind.Dispatch.Rules.Presence;
using PresenceOfMind.Dispatch.Rules.Queues;
using PresenceOfMind.Dispatch.Rules.Teams;
using PresenceOfMind.Dispatch.Storage.Teams;
using PresenceOfMind.Dispatch.Storage.Workers;
using PresenceOfMind.Dispatch.Tasks;
using PresenceOfMind.Dispatch.Telemetry;
using PresenceOfMind.Dispatch.Workers;
using PresenceOfMind.Engine.Grains;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Engine.Time;

namespace PresenceOfMind.Dispatch.Teams;

/// <summary>The shell of a team: decides at once, appends what happened, and answers when it is committed.</summary>
[Reentrant, KeepAlive]
internal sealed partial class TeamGrain(
    Database database,
    TeamHints hints,
    DispatchMetrics metrics,
    TimeProvider time,
    WallClock wall,
    ClockWatch watch,
    ILogger<TeamGrain> logger)
    : DurableGrain(database), ITeamGrain
{
    private readonly Database _database = database;
    /// <summary>The longest wait of a timer, which is a hint: what is due later is seen by another one.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private Team _team = TeamRows.CreateEmpty(Decider.Instance);
    private TeamClock? _clock;
    private long _interruptions;
    private IGrainTimer? _timer;
    private DateTimeOffset? _armedFor;
    private Task? _loaded;

    private TeamName Name => new(this.GetPrimaryKeyString());

    /// <summary>Begins when the log is read.</summary>
    private TeamClock Clock => _clock ??= new TeamClock(wall, time, _team.State.Time);

    /// <summary>Whether the team was made; until then nothing is kept of it.</summary>
    private bool IsThere => _team.State.Position > 0;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _team = TeamRows.Load(_database, Name, Decider.Instance);
        _interruptions = watch.Interruptions;
        if (IsThere)
        {
            metrics.Follow(Name);
            Log.Loaded(logger, Name, _team.State.Position);

            // With a full disk the team can be read: what its load has to keep waits for the first command.
            if (_database.Health.Healthy)
            {
                await LoadedAsync();
            }
        }
    }

    public async Task<CommandReply> DoAsync(CommandMessage command)
    {
        await LoadedAsync();
        if (Refuse(command) is { } refusal)
        {
            await Committed;
            return new CommandReply { Refusal = refusal };
        }

        return command.Command is AddTask { Id: { } id } add
            && _team.State.Tasks.Find(id) is null
            && IdempotencyRows.Find(_database, Name, id, add) is { } first
            ? Again(id, first)
            : IsThere ? await DoAsync(InTeamTime(command)) : await MakeAsync(command.Command);
    }

    public Task WakeAsync() => Committed;

    public async Task<int> CancelOpenTasksAsync()
    {
        await LoadedAsync();
        var open = _team.State.Tasks.OpenCount;
        await DoAsync(new CancelOpenTasks());
        return open;
    }

    public async Task<long> OpenSourceAsync()
    {
        await LoadedAsync();
        var done = DoAsync(new OpenPresenceSource());
        var epoch = _team.State.SourceEpoch;
        await done;
        return epoch;
    }

    public async Task LetTimePassAsync()
    {
        await LoadedAsync();
        await DoAsync(new AdvanceTime());
    }

    public async Task<TeamViewReply> ViewAsync()
    {
        var view = TeamView.From(Name, _team.State);
        await Committed;
        return new TeamViewReply { View = view };
    }

    public async Task<long> PositionAsync()
    {
        var position = _team.State.Position;
        await Committed;
        return position;
    }

    public async Task<TaskViewReply> FindTaskAsync(TaskId id)
    {
        var view = _team.State.Tasks.Find(id) is { } task ? TaskView.From(_team.State, task, Clock.Read()) : null;
        await Committed;
        return new TaskViewReply { View = view };
    }

    public async Task<TaskViewsReply> FindTasksAsync(TaskId[] ids)
    {
        var views = TaskView.From(_team.State, ids, Clock.Read()).ToArray();
        await Committed;
        return new TaskViewsReply { Views = views };
    }

    public async Task<SettingsReply> SettingsAsync()
    {
        var reply = new SettingsReply { Settings = _team.State.Settings, Version = _team.State.ConfigurationVersion };
        await Committed;
        return reply;
    }

    public async Task<PresenceReply> PresenceAsync()
    {
        var reply = new PresenceReply
        {
            Coverage = PresenceCoverageView.From(_team.State),
            Workers = [.. _team.State.Roster.All.Select(w => WorkerPresenceView.From(_team.State, w))],
        };
        await Committed;
        return reply;
    }

    public async Task<FiguresReply> FiguresAsync(QueueName? queue)
    {
        var now = Clock.Read();
        var figures = _team.State.Parts.Queues.All
            .Where(q => queue is null || q.Name == queue)
            .Select(q => QueueFigures.Compute(_team.State, q, now))
            .ToArray();
        await Committed;
        return new FiguresReply { Queues = figures };
    }

    public async Task<GaugesReply> GaugesAsync()
    {
        var gauges = IsThere ? TeamGauges.Compute(_team.State, Clock.Read()) : null;
        await Committed;
        return new GaugesReply { Gauges = gauges };
    }

    public async Task<WorkerExplanationReply> ExplainWorkerAsync(Contact contact)
    {
        var explanation = _team.State.Roster.Find(contact) is { } worker ? ExplanationBuilder.ExplainWorker(_team.State, worker) : null;
        await Committed;
        return new WorkerExplanationReply { Explanation = explanation };
    }

    public async Task<TaskExplanationReply> ExplainWaitingAsync(TaskId id)
    {
        var explanation = _team.State.Tasks.Find(id) is { IsOpen: true, Worker: null, State: not TaskState.Offered } task
            ? ExplanationBuilder.Waiting(_team.State, task)
            : null;
        await Committed;
        return new TaskExplanationReply { Explanation = explanation };
    }

    public async Task ForgetAsync()
    {
        DeactivateOnIdle();
        await Committed;
    }

    private static CommandReply Again(TaskId id, FirstAnswer first) => first.Task is { } task
        ? new CommandReply { Task = TaskView.From(task) }
        : new CommandReply { Refusal = IdempotencyRules.IdIsTaken(id) };

    /// <summary>Ends when the load of a team that is there is kept.</summary>
    private Task LoadedAsync() => IsThere ? _loaded ??= LoadAsync() : Task.CompletedTask;

    private async Task LoadAsync()
    {
        await ProjectionRows.RebuildAsync(_database, Name);
        await DoAsync(new LoadTeam());
        hints.Loads.Notify(Name, _team.State.Position);
    }

    /// <summary>Makes the team with its first configuration, in one commit; nothing is left of one that is refused.</summary>
    private async Task<CommandReply> MakeAsync(TeamCommand configure)
    {
        var now = Clock.Read();
        var loaded = _team.Handle(new LoadTeam(), now);
        var outcome = _team.Handle(configure, now);
        if (outcome.Refusal is not null)
        {
            _team = TeamRows.CreateEmpty(Decider.Instance);
            DeactivateOnIdle();
            return new CommandReply { Refusal = outcome.Refusal };
        }

        _loaded = Task.CompletedTask;
        metrics.Follow(Name);
        var reply = await KeepAsync(outcome with { Entries = [.. loaded.Entries, .. outcome.Entries] }, configure);
        hints.Loads.Notify(Name, _team.State.Position);
        return reply;
    }

    private async Task<CommandReply> DoAsync(TeamCommand command)
    {
        if (!IsThere)
        {
            return new CommandReply { Refusal = HistoryRefusals.TeamUnknown() };
        }

        // The clocks are read before: if the process is stopped in between, the command is decided as of before.
        var now = Clock.Read();
        var interruptions = watch.Interruptions;
        if (interruptions == _interruptions)
        {
            return await KeepAsync(_team.Handle(command, now), command);
        }

        _interruptions = interruptions;
        now = Clock.Read();
        var unconfirmed = _team.Handle(new ReportStandstill(), now);
        var outcome = _team.Handle(command, now);
        var position = unconfirmed.Entries[0].Position;
        Log.StoodStill(logger, Name, position);
        var reply = await KeepAsync(outcome with { Entries = [.. unconfirmed.Entries, .. outcome.Entries] }, command);
        hints.Loads.Notify(Name, position);
        return reply;
    }

    /// <summary>A command, with the moment of which it tells in the team's own time.</summary>
    private TeamCommand InTeamTime(CommandMessage message) => (message.Command, message.Moment) switch
    {
        (ReportPresence report, { } began) => report with { FetchBegan = Clock.ElapsedAt(began) },
        (LosePresenceSource lose, { } at) => lose with { At = Clock.ElapsedAt(at) },
        _ => message.Command,
    };

    /// <summary>Appends what happened, and answers when it is committed.</summary>
    private async Task<CommandReply> KeepAsync(Outcome outcome, TeamCommand command)
    {
        var reply = new CommandReply
        {
            Refusal = outcome.Refusal,
            Task = outcome.Picture() is { } task
                ? TaskView.From(
                    task,
                    _team.State.Tasks.Find(task.Id) is { } item && item.Version == task.Version
                        ? WaitingReasonText.Describe(_team.State, item)
                        : null)
                : null,
            Report = PresenceConfirmationRules.OutcomeOf(outcome.Entries),
            Programs = ProgramPresenceRules.OutcomesOf(_team.State, command, outcome),
        };
        TellLoss(outcome);
        if (outcome.Entries.Count == 0)
        {
            Arm();
            await Committed;
            return reply;
        }

        var position = _team.State.Position;
        Arm();
        await CommitAsync(TeamRows.Append(Name, outcome.Entries, _team.State.NextDue, TeamRows.Changed(_team.State, outcome.Entries)));
        metrics.Count(Name, outcome.Entries);
        hints.Positions.Notify(Name, position);
        if (outcome.Entries.Any(e => e.Event is WorkerPut or WorkerRemoved))
        {
            hints.Workers.Notify();
        }

        return reply;
    }

    /// <summary>Says whom the loss of the source leaves without a presence that counts.</summary>
    private void TellLoss(Outcome outcome)
    {
        if (outcome.Entries.Select(e => e.Event).OfType<PresenceSourceLost>().FirstOrDefault() is { } lost)
        {
            var roster = _team.State.Roster;
            Log.SourceLost(logger, Name, lost.Reason, roster.Each.Count(w => !roster.IsConfirmed(w)), roster.Count);
        }
    }

    /// <summary>Why a command is not to be carried out under the conditions that it comes with; null where it is.</summary>
    private Refusal? Refuse(CommandMessage message)
    {
        if (!IsThere && message.Command is not ConfigureTeam)
        {
            return HistoryRefusals.TeamUnknown();
        }

        var isRepeated = IdempotencyRules.Decide(_team.State, message.Command) is not null;
        if (!isRepeated && message.MustBeNew && IsThere)
        {
            return Refusal.Conflict("team-exists", $"There is already a team {Name}; choose another name.", "name");
        }

        if (!isRepeated && message.IsOfNobody)
        {
            return new Refusal(
                RefusalKind.NotFound,
                "worker-unknown",
                "No worker of this team has or had this contact, as far as the log is stored.",
                "contact");
        }

        return isRepeated ? null : ElsewhereOf(message.Command);
    }

    private Refusal? ElsewhereOf(TeamCommand command)
    {
        IReadOnlyList<WorkerSettings> workers = command switch
        {
            PutWorker c => [c.Worker],
            ConfigureTeam c => c.Settings.Workers,
            _ => [],
        };
        return WorkerRows.FindElsewhere(_database, Name, workers) is { } other
            ? Refusal.Conflict(
                "worker-elsewhere",
                $"{other.Contact} is a worker of team {other.Team}; a contact is a worker in one team only.",
                "contact")
            : null;
    }

    /// <summary>Makes what falls due prompt. It would happen without: the head's row says when, and a poller asks.</summary>
    private void Arm()
    {
        if (_team.State.NextDue == _armedFor)
        {
            return;
        }

        _timer?.Dispose();
        _timer = null;
        _armedFor = _team.State.NextDue;
        if (_team.State.Dues.Wait(Clock.Read()) is { } wait)
        {
            // Not before the time has come: it would fire for nothing.
            var whole = TimeSpan.FromMilliseconds(Math.Ceiling(Math.Clamp(wait.TotalMilliseconds, 0, LongestWait.TotalMilliseconds)));
            _timer = this.RegisterGrainTimer(
                FireAsync,
                new GrainTimerCreationOptions(whole, Timeout.InfiniteTimeSpan) { Interleave = true });
        }
    }

    private Task FireAsync()
    {
        _armedFor = null;
        return LetTimePassAsync();
    }

    private static partial class Log
    {
        [LoggerMessage(
            3004,
            LogLevel.Warning,
            "The presence source of team {Team} is lost ({Reason}): {Unconfirmed} of {Workers} workers depend on it alone and get no new " +
            "work until it is fetched again.")]
        public static partial void SourceLost(ILogger logger, TeamName team, string reason, int unconfirmed, int workers);

        [LoggerMessage(3001, LogLevel.Information, "Team {Team} is loaded at position {Position}.")]
        public static partial void Loaded(ILogger logger, TeamName team, long position);

        [LoggerMessage(
            3003,
            LogLevel.Information,
            "Team {Team} takes presence as unconfirmed from position {Position} on, until it is fetched again: the process stood " +
            "still, or the clock was set.")]
        public static partial void StoodStill(ILogger logger, TeamName team, long position);
    }
}
