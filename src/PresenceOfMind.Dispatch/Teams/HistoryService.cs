using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Refusals;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Storage.Events;
using PresenceOfMind.Dispatch.Storage.Teams;
using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.Dispatch.Teams;

/// <summary>Teams as they were: worked out from the log, beside the grains, and not more at once than the machine bears.</summary>
internal sealed class HistoryService(Database database) : IDisposable
{
    private const int AtOnce = 2;

    private readonly SemaphoreSlim _room = new(AtOnce);

    /// <summary>A team as it was at a moment. The state is the caller's own.</summary>
    /// <exception cref="DispatchException">There is no such team, or that far back only a snapshot stands for its log.</exception>
    public async Task<TeamState> AtAsync(TeamName team, HistoryMoment moment, CancellationToken cancellationToken = default)
    {
        await _room.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => At(team, moment), cancellationToken);
        }
        finally
        {
            _room.Release();
        }
    }

    /// <summary>Refuses what was asked of a task of whose events the log keeps only the last ones, or none.</summary>
    /// <exception cref="DispatchException">A snapshot stands for the others.</exception>
    public void RequireWhole(TeamName team, TaskId task)
    {
        using var connection = database.OpenRead();
        if (LogRows.Head(connection, team) is { First: > 1 } head
            && EventRows.List(
                database,
                team,
                new EventQuery { Filter = EventFilter.ForTask(task, "task.added"), After = head.First - 1, Limit = 1 }).Count == 0)
        {
            throw new DispatchException(HistoryRefusals.Gone(team, head.First));
        }
    }

    public void Dispose() => _room.Dispose();

    private TeamState At(TeamName team, HistoryMoment moment)
    {
        using var connection = database.OpenRead();
        using var snapshot = connection.BeginTransaction();
        var head = LogRows.Head(connection, team) ?? throw new DispatchException(HistoryRefusals.TeamUnknown());
        var position = moment.Position ?? EventRows.PositionAt(connection, team, head.First, head.Head, moment.Time!.Value);
        if (position > head.Head)
        {
            throw new DispatchException(
                Refusal.Invalid("at", $"The log of team {team} ends at position {head.Head}; give an earlier one."));
        }

        // The snapshot that stands for the beginning of a log that was cut is a moment that can be shown as well, and nothing before it is.
        var state = position + 1 >= head.First && position > 0 ? LogRows.Replay(connection, team, head.First, position) : null;
        return state is not null && !(moment.Time < state.At)
            ? state
            : throw new DispatchException(
                head.First == 1 ? HistoryRefusals.BeforeTheBeginning(team) : HistoryRefusals.Gone(team, head.First));
    }
}

/// <summary>A moment in a team's log: a position, or a time.</summary>
/// <param name="Position">The position; null for a time.</param>
/// <param name="Time">The time; null for a position.</param>
internal readonly record struct HistoryMoment(long? Position, DateTimeOffset? Time);
