using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Refusals;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Rules.Explanations;
using PresenceOfMind.Dispatch.Rules.Queues;
using PresenceOfMind.Dispatch.Rules.Teams;
using PresenceOfMind.Dispatch.Sources;
using PresenceOfMind.Dispatch.Storage.Events;
using PresenceOfMind.Dispatch.Storage.Requests;
using PresenceOfMind.Dispatch.Storage.Tasks;
using PresenceOfMind.Dispatch.Storage.Teams;
using PresenceOfMind.Dispatch.Storage.Workers;
using PresenceOfMind.Dispatch.Tasks;
using PresenceOfMind.Dispatch.Telemetry;
using PresenceOfMind.Engine.Network;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Teams;

/// <summary>The teams, by way of their grains and tables.</summary>
internal sealed class TeamsService(
    IGrainFactory grains, Database database, TeamHints hints, DispatchMetrics metrics, WebhookNetworks networks, TimeProvider time)
    : ITeams, IPresenceSink
{
    /// <summary>How often a team that is to go is looked at again where something happens in it meanwhile.</summary>
    private const int Attempts = 20;

    private readonly ConcurrentDictionary<TeamName, bool> _known = [];

    public Task<IReadOnlyList<TeamName>> ListAsync() => Task.FromResult(TeamRows.Names(database));

    public Task<TeamView> GetViewAsync(TeamName team) => AskAsync(team, async g => (await g.ViewAsync()).View);

    public IAsyncEnumerable<long> WatchAsync(TeamName team, CancellationToken cancellationToken = default) =>
        hints.Positions.WatchAsync(team, () => AskAsync(team, g => g.PositionAsync()), cancellationToken);

    public async Task<TaskView> AddTaskAsync(TeamName team, NewTask task, string? key = null, CommandOrigin? origin = null) =>
        (await DoAsync(team, From(origin, task.ToCommand() with { Key = key }))).Task!;

    public async Task<TaskView> CompleteTaskAsync(
        TeamName team, TaskId id, string? key = null, string? outcome = null, CommandOrigin? origin = null) =>
        (await DoAsync(team, From(origin, new CompleteTask(id, outcome) { Key = key }))).Task!;

    public async Task<TaskView> CancelTaskAsync(TeamName team, TaskId id, string? key = null, CommandOrigin? origin = null) =>
        (await DoAsync(team, From(origin, new CancelTask(id) { Key = key }))).Task!;

    public async Task<TaskView> AcceptOfferAsync(TeamName team, TaskId id, Contact contact, CommandOrigin? origin = null) =>
        (await DoAsync(team, From(origin, new AcceptOffer(id, contact) { By = contact.Value }))).Task!;

    public async Task<TaskView> DeclineOfferAsync(
        TeamName team, TaskId id, Contact contact, string? reason = null, CommandOrigin? origin = null) =>
        (await DoAsync(team, From(origin, new DeclineOffer(id, contact, reason) { By = contact.Value }))).Task!;

    public Task<int> CancelOpenTasksAsync(TeamName team) => AskAsync(team, g => g.CancelOpenTasksAsync());

    public async Task<TaskView?> FindTaskAsync(TeamName team, TaskId id) =>
        await AskAsync(team, async g => (await g.FindTaskAsync(id)).View)
        ?? (TaskRows.Find(database, team, id) is { } ended ? TaskView.From(ended) : null);

    /// <summary>
    /// A task that had ended by a position of the log, so that the team had nothing more to do with it then; null where it had not.
    /// </summary>
    internal TaskView? FindEnded(TeamName team, TaskId id, long position) =>
        TaskRows.Find(database, team, id) is { EndedAt: not null } ended && ended.Version <= position ? TaskView.From(ended) : null;

    public async Task<TaskPage> ListTasksAsync(TeamName team, TaskQuery query)
    {
        var found = await AskAsync(team, g => Task.FromResult(TaskRows.List(database, team, query)));
        var page = found.Take(query.Limit).ToList();
        var waiting = page
            .Where(r => r.Task.State is TaskState.Waiting or TaskState.Offered or TaskState.Scheduled)
            .Select(r => r.Task.Id)
            .ToArray();
        IReadOnlyList<TaskView> known = waiting.Length > 0 ? (await AskAsync(team, g => g.FindTasksAsync(waiting))).Views : [];

        // A team may have come further than the table that was read before.
        var places = known.ToDictionary(t => (t.Id, t.Version));
        return new TaskPage(
            [.. page.Select(r => places.GetValueOrDefault((r.Task.Id, r.Task.Version)) ?? TaskView.From(r.Task))],
            found.Count > query.Limit ? page[^1].Place : null);
    }

    public Task<long> OpenAsync(TeamName team) => AskAsync(team, g => g.OpenSourceAsync());

    public async Task<ReportOutcome> ReportAsync(
        TeamName team, long epoch, long sequence, DateTimeOffset? fetchBegan, IReadOnlyList<ContactPresence> states)
    {
        var known = states.Where(s => ContactUri.TryParse(s.ContactUri, out _))
            .Select(s => new WorkerPresence(Contact.Spelled(s.ContactUri), s.State)).ToList();
        var outcome = (await DoAsync(
            team,
            new CommandMessage { Command = new ReportPresence(epoch, sequence, null, known), Moment = fetchBegan })).Report;
        if (outcome == ReportOutcome.Confirmed)
        {
            metrics.Confirm(team);
        }

        return outcome;
    }

    public Task LoseAsync(TeamName team, long epoch, long sequence, string reason, DateTimeOffset at) =>
        DoAsync(team, new CommandMessage { Command = new LosePresenceSource(epoch, sequence, reason, default), Moment = at });

    public IAsyncEnumerable<long> WatchLoadsAsync(TeamName team, CancellationToken cancellationToken = default) =>
        hints.Loads.WatchAsync(team, null, cancellationToken);

    public async IAsyncEnumerable<IReadOnlyDictionary<TeamName, IReadOnlySet<Contact>>> WatchWorkersAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var _ in hints.Workers.WatchAsync(cancellationToken))
        {
            yield return WorkerRows.ByTeam(database);
        }
    }

    /// <summary>A team's configuration, and its version.</summary>
    internal async Task<(TeamSettings Settings, long Version)> SettingsAsync(TeamName team)
    {
        var reply = await AskAsync(team, g => g.SettingsAsync());
        return (reply.Settings, reply.Version);
    }

    /// <summary>What each source says of the presence of the workers.</summary>
    internal Task<PresenceReply> PresenceAsync(TeamName team) => AskAsync(team, g => g.PresenceAsync());

    /// <summary>How queues do now; one of them, or all.</summary>
    /// <exception cref="DispatchException">There is no such queue.</exception>
    internal async Task<IReadOnlyList<QueueFigures>> FiguresAsync(TeamName team, QueueName? queue)
    {
        var reply = await AskAsync(team, g => g.FiguresAsync(queue));
        return reply.Queues.Length > 0 || queue is null
            ? reply.Queues
            : throw new DispatchException(
                new Refusal(RefusalKind.NotFound, "queue-unknown", "There is no queue of that name. List the queues for their names."));
    }

    /// <summary>A page of a team's log.</summary>
    /// <exception cref="DispatchException">The log that far back was replaced by a snapshot.</exception>
    internal Task<IReadOnlyList<EventRow>> ListEventsAsync(TeamName team, EventQuery query) => AskAsync(team, _ =>
    {
        using var connection = database.OpenRead();
        var head = LogRows.Head(connection, team)!;
        return query.Filter is { Tasks.Count: 0, Workers.Count: 0 } && query.After > 0 && query.After < head.First - 1
            ? throw new DispatchException(HistoryRefusals.EventsGone(team, head.First))
            : Task.FromResult(EventRows.List(database, team, query));
    });

    /// <summary>Whether somebody is or was a worker of a team, as far as is known.</summary>
    internal Task<bool> KnowsWorkerAsync(TeamName team, Contact contact) =>
        AskAsync(team, _ => Task.FromResult(WorkerRows.Knows(database, team, contact)));

    /// <summary>Why a worker gets work, or none, now.</summary>
    internal Task<WorkerExplanation?> ExplainWorkerAsync(TeamName team, Contact contact) =>
        AskAsync(team, async g => (await g.ExplainWorkerAsync(contact)).Explanation);

    /// <summary>Why a task that nobody has waits, now; null where somebody has it or had it.</summary>
    internal Task<TaskExplanation?> ExplainWaitingAsync(TeamName team, TaskId id) =>
        AskAsync(team, async g => (await g.ExplainWaitingAsync(id)).Explanation);

    /// <summary>Makes a team, or makes it what its configuration says.</summary>
    /// <param name="team">Its name.</param>
    /// <param name="configure">A <see cref="ConfigureTeam"/>. Where it is refused, no team is made.</param>
    /// <exception cref="DispatchException">The name or the configuration is not valid, or the team is there and must not be.</exception>
    internal async Task MakeAsync(TeamName team, CommandMessage configure)
    {
        if (!team.IsValid)
        {
            throw new DispatchException(
                Refusal.Invalid(
                    "name",
                    $"A team's name has 1 to {IdText.MaxLength} characters of A-Z, a-z, 0-9, '-', '_', '.' and '~'."));
        }

        RequireReachableWebhooks(configure);
        var reply = await AskGrainAsync(team, g => g.DoAsync(configure));
        if (reply.Refusal is { } refusal)
        {
            throw new DispatchException(refusal);
        }
    }

    /// <summary>Has a team be loaded.</summary>
    internal Task WakeAsync(TeamName team) => AskAsync(team, async g =>
    {
        await g.WakeAsync();
        return true;
    });

    /// <summary>Removes a team without open tasks, with its log.</summary>
    /// <param name="team">The team.</param>
    /// <param name="key">An idempotency key: the same again under it removes nothing more; null for none.</param>
    /// <param name="expected">The version of the configuration that must be there; null for any.</param>
    /// <exception cref="DispatchException">It has open tasks, or was changed.</exception>
    internal async Task RemoveAsync(TeamName team, string? key = null, ExpectedVersion? expected = null)
    {
        if (IdempotencyRules.CheckKey(key) is { } wrong)
        {
            throw new DispatchException(wrong);
        }

        if (key is not null && RemovalRows.Has(database, team, key, time.GetUtcNow()))
        {
            return;
        }

        await AskAsync(team, async g =>
        {
            for (var attempt = 1; !await TryRemoveAsync(team, key, expected, mayFail: attempt < Attempts); attempt++)
            {
            }

            await g.ForgetAsync();
            return true;
        });
        _known.TryRemove(team, out _);
        hints.Workers.Notify();
    }

    private static TeamCommand From(CommandOrigin? origin, TeamCommand command) => origin is null ? command : command with
    {
        By = origin.By ?? command.By,
        Actor = origin.Actor,
        Expected = origin.Version is { } version
            ? new ExpectedVersion([version.ToString(CultureInfo.InvariantCulture)])
            : command.Expected,
    };

    /// <returns>False where something happened in the team meanwhile, which may be a task.</returns>
    private async Task<bool> TryRemoveAsync(TeamName team, string? key, ExpectedVersion? expected, bool mayFail)
    {
        var view = await GetViewAsync(team);
        if (expected is not null
            && RequestText.Instance.VersionOf((await SettingsAsync(team)).Settings) is var current
            && !expected.Holds(current))
        {
            throw new DispatchException(VersionRules.Changed(current));
        }

        if (view.Tasks.Count > 0)
        {
            throw new DispatchException(
                Refusal.Conflict(
                    "team-busy",
                    $"Team {team} has {(view.Tasks.Count == 1 ? "an open task; complete or cancel it" : $"{view.Tasks.Count} open tasks; complete or cancel them")} first."));
        }

        try
        {
            await database.WriteAsync(TeamRows.Remove(team, view.Position, key, time.GetUtcNow()));
            return true;
        }
        catch (FencedException) when (mayFail)
        {
            return false;
        }
    }

    /// <summary>Has a team carry a command out.</summary>
    /// <exception cref="DispatchException">It was refused, or could not be kept, or there is no such team.</exception>
    internal Task<CommandReply> DoAsync(TeamName team, TeamCommand command) => DoAsync(team, new CommandMessage { Command = command });

    /// <inheritdoc cref="DoAsync(TeamName, TeamCommand)"/>
    internal async Task<CommandReply> DoAsync(TeamName team, CommandMessage command)
    {
        RequireReachableWebhooks(command);
        var reply = await AskAsync(team, g => g.DoAsync(command));
        return reply.Refusal is { } refusal ? throw new DispatchException(refusal) : reply;
    }

    /// <summary>Asks a team that is there.</summary>
    internal Task<T> AskAsync<T>(TeamName team, Func<ITeamGrain, Task<T>> question)
    {
        if (!_known.ContainsKey(team))
        {
            if (!TeamRows.Names(database).Contains(team))
            {
                throw new DispatchException(HistoryRefusals.TeamUnknown());
            }

            _known.TryAdd(team, true);
        }

        return AskGrainAsync(team, question);
    }

    private void RequireReachableWebhooks(CommandMessage message)
    {
        if (WebhookAddressCheck.Check(message.Command, networks) is { } refusal)
        {
            throw new DispatchException(refusal);
        }
    }

    private async Task<T> AskGrainAsync<T>(TeamName team, Func<ITeamGrain, Task<T>> question)
    {
        try
        {
            return await question(grains.GetGrain<ITeamGrain>(team.Value));
        }
        catch (Exception e) when (e is StorageException or FencedException or TimeoutException or OrleansException)
        {
            throw new DispatchException(
                new Refusal(
                    RefusalKind.Unavailable,
                    "not-kept",
                    $"The change could not be stored; retry it under an Idempotency-Key.{(e is StorageException ? $" {e.Message}" : "")}"),
                e);
        }
    }
}
