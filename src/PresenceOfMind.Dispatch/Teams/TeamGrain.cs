using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using PresenceOfMind.Dispatch.Explanations;
using PresenceOfMind.Dispatch.Sources;
using PresenceOfMind.Dispatch.Tasks;
using PresenceOfMind.Engine.Grains;
using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.Dispatch.Teams;

/// <summary>The shell of a team: decides at once, appends what happened, and answers when it is committed.</summary>
[Reentrant, KeepAlive]
internal sealed partial class TeamGrain(Database database, TeamHints hints, TimeProvider clock, ILogger<TeamGrain> logger)
    : DurableGrain(database), ITeamGrain
{
    private readonly Database _database = database;
    private TeamState _state = new();
    private IGrainTimer? _timer;
    private DateTimeOffset? _armedFor;

    private string Name => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var (state, isProjected) = TeamRows.Load(_database, Name);
        _state = state;
        Log.Loaded(logger, Name, _state.Position);
        await DoAsync(new LoadTeam(), anew: !isProjected);
        hints.Loads.Tell(Name, _state.Position);
    }

    public async Task<CommandReply> Do(CommandMessage command) => await DoAsync(command.Command);

    public async Task<int> CancelOpenTasks()
    {
        var open = _state.Tasks.OpenCount;
        await DoAsync(new CancelOpenTasks());
        return open;
    }

    public async Task<long> OpenSource()
    {
        var done = DoAsync(new OpenSource());
        var epoch = _state.SourceEpoch;
        await done;
        return epoch;
    }

    public Task LetTimePass() => DoAsync(new LetTimePass());

    public async Task<TeamViewReply> View()
    {
        var view = TeamView.Of(Name, _state);
        await Committed;
        return new TeamViewReply { View = view };
    }

    public async Task<TaskViewReply> FindTask(string id)
    {
        var view = _state.Tasks.Find(id) is { } task ? TaskView.Of(TaskRecord.Of(task), WaitingReason.Of(_state, task)) : null;
        await Committed;
        return new TaskViewReply { View = view };
    }

    public async Task<string?> WaitsBecause()
    {
        var because = WaitingReason.Of(_state);
        await Committed;
        return because;
    }

    private async Task<CommandReply> DoAsync(TeamCommand command, bool anew = false)
    {
        var outcome = Team.Handle(_state, command, clock.GetUtcNow());
        var reply = new CommandReply
        {
            Refusal = outcome.Refusal,
            Task = outcome.Task is { } task ? TaskView.Of(task, _state.Tasks.Find(task.Id) is { } item ? WaitingReason.Of(_state, item) : null) : null,
            Report = (int)PresenceRules.OutcomeOf(outcome.Entries),
        };
        if (outcome.Entries.Count == 0)
        {
            await Committed;
            return reply;
        }

        var position = _state.Position;
        var changed = anew ? [.. _state.Tasks.All.Select(TaskRecord.Of)] : Changes.Of(_state, outcome.Entries);
        Arm();
        await CommitAsync(new TeamRows.Append(Name, Guid.NewGuid().ToString("N"), outcome.Entries, _state.NextDue, changed, anew));
        hints.Positions.Tell(Name, position);
        return reply;
    }

    /// <summary>Makes what falls due prompt. It would happen without: the head's row says when, and a poller asks.</summary>
    private void Arm()
    {
        if (_state.NextDue == _armedFor)
        {
            return;
        }

        _timer?.Dispose();
        _timer = null;
        _armedFor = _state.NextDue;
        if (_armedFor is { } due)
        {
            var wait = due - clock.GetUtcNow();
            _timer = this.RegisterGrainTimer(
                LetTimePass,
                new GrainTimerCreationOptions(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan) { Interleave = true });
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 3001, Level = LogLevel.Information, Message = "Team {Team} is loaded at position {Position}.")]
        public static partial void Loaded(ILogger logger, string team, long position);
    }
}
