using System.Collections.Concurrent;
using PresenceOfMind.Dispatch.Events;
using PresenceOfMind.Dispatch.Sources;
using PresenceOfMind.Dispatch.Tasks;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Teams;

/// <summary>The teams, by way of their grains and tables.</summary>
internal sealed class TeamsService(IGrainFactory grains, Database database, TeamHints hints) : ITeams, IPresenceSink
{
    private readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.Ordinal);

    public Task<IReadOnlyList<string>> ListAsync() => Task.FromResult(TeamRows.Names(database));

    public Task<TeamView> GetViewAsync(string team) => AskAsync(team, async g => (await g.View()).View);

    public IAsyncEnumerable<long> WatchAsync(string team, CancellationToken cancel = default) =>
        hints.Positions.WatchAsync(team, async () => (await GetViewAsync(team)).Position, cancel);

    public async Task<TaskView> AddTaskAsync(string team, NewTask task, string? key = null) =>
        (await DoAsync(team, new AddTask(task.Id, task.Title, task.Attributes) { Key = key })).Task!;

    public async Task<TaskView> CompleteTaskAsync(string team, string id, string? key = null) =>
        (await DoAsync(team, new CompleteTask(id) { Key = key })).Task!;

    public async Task<TaskView> CancelTaskAsync(string team, string id, string? key = null) =>
        (await DoAsync(team, new CancelTask(id) { Key = key })).Task!;

    public Task<int> CancelOpenTasksAsync(string team) => AskAsync(team, g => g.CancelOpenTasks());

    public Task<TaskView?> FindTaskAsync(string team, string id) => AskAsync(team, async g => (await g.FindTask(id)).View);

    public async Task<TaskPage> ListTasksAsync(string team, TaskQuery query)
    {
        var because = await AskAsync(team, g => g.WaitsBecause());
        var page = TaskRows.List(database, team, query);
        return page with { Tasks = [.. page.Tasks.Select(t => t.State == TaskState.Waiting ? t with { WaitsBecause = because } : t)] };
    }

    public Task<long> OpenAsync(string team) => AskAsync(team, g => g.OpenSource());

    public async Task<ReportOutcome> ReportAsync(string team, long epoch, long sequence, DateTimeOffset? fetchBegan, IReadOnlyList<ContactPresence> states)
    {
        var known = states.Where(s => ContactUri.TryParse(s.ContactUri, out _))
            .Select(s => new WorkerPresence(ContactUri.Parse(s.ContactUri).Key, s.State)).ToList();
        return (ReportOutcome)(await DoAsync(team, new ReportPresence(epoch, sequence, fetchBegan, known))).Report;
    }

    public Task LoseAsync(string team, long epoch, long sequence, string reason, DateTimeOffset at) =>
        DoAsync(team, new LoseSource(epoch, sequence, reason, at));

    public IAsyncEnumerable<long> WatchLoadsAsync(string team, CancellationToken cancel = default) => hints.Loads.WatchAsync(team, null, cancel);

    /// <summary>Makes a team what its configuration says, and makes it where there is none.</summary>
    public async Task ConfigureAsync(string team, ConfigureTeam command)
    {
        var reply = await grains.GetGrain<ITeamGrain>(team).Do(new CommandMessage { Command = command });
        if (reply.Refusal is { } refusal)
        {
            throw new DispatchException(refusal);
        }
    }

    /// <summary>Has a team carry a command out.</summary>
    /// <exception cref="DispatchException">It was refused, or could not be kept, or there is no such team.</exception>
    internal async Task<CommandReply> DoAsync(string team, TeamCommand command)
    {
        var reply = await AskAsync(team, g => g.Do(new CommandMessage { Command = command }));
        return reply.Refusal is { } refusal ? throw new DispatchException(refusal) : reply;
    }

    private async Task<T> AskAsync<T>(string team, Func<ITeamGrain, Task<T>> question)
    {
        var grain = Grain(team);
        try
        {
            return await question(grain);
        }
        catch (Exception e) when (e is StorageException or FencedException or TimeoutException or OrleansException)
        {
            throw new DispatchException(
                new Refusal(RefusalKind.Unavailable, "not-kept", "What was asked for could not be kept; send it again, under an Idempotency-Key."), e);
        }
    }

    private ITeamGrain Grain(string team)
    {
        if (!_known.ContainsKey(team))
        {
            if (!TeamRows.Names(database).Contains(team))
            {
                throw new DispatchException(new Refusal(RefusalKind.NotFound, "team-unknown", "There is no team of that name.", "team"));
            }

            _known.TryAdd(team, true);
        }

        return grains.GetGrain<ITeamGrain>(team);
    }
}
