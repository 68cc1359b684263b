using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Storage.Events;
using PresenceOfMind.Dispatch.Storage.Teams;
using PresenceOfMind.Dispatch.Teams;
using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.Dispatch.Events;

/// <summary>
/// A team's log for whoever follows it: from a place on, page by page. It reads the table, so that nothing is lost or doubled; a reader
/// holds nothing between two pages, and no grain waits for one.
/// </summary>
internal sealed class EventFeedService(Database database, TeamsService teams, TeamHints hints)
{
    /// <summary>How many events a page has at most.</summary>
    public const int PageLength = 100;

    /// <summary>How many positions a page looks through at most, whatever the filter finds in them.</summary>
    public const int Window = 10_000;

    /// <summary>Finds where reading begins, and checks that the log can be read from there.</summary>
    /// <param name="team">The team.</param>
    /// <param name="after">The last event that the reader has, or a position without an epoch; null to begin with what comes next.</param>
    /// <returns>The place after which the first page begins.</returns>
    /// <exception cref="DispatchException">
    /// There is no such team; or a snapshot stands for what follows; or the place is of another log, or ahead of this one.
    /// </exception>
    public async Task<EventReference> BeginAsync(TeamName team, EventReference? after)
    {
        // A log that was set back begins its own epoch when the team is loaded.
        await teams.WakeAsync(team);
        using var connection = database.OpenRead();
        using var moment = connection.BeginTransaction();
        var head = LogRows.Head(connection, team) ?? throw new DispatchException(HistoryRefusals.TeamUnknown());
        if (after is not { } place)
        {
            return EpochRows.At(connection, team, head.Head);
        }

        if (place is { Epoch: "", Position: 0 })
        {
            return place with { Position = head.First - 1 };
        }

        if (place.Position < head.First - 1)
        {
            throw new DispatchException(HistoryRefusals.EventsGone(team, head.First));
        }

        if (place.Epoch.Length == 0)
        {
            return place.Position <= head.Head
                ? EpochRows.At(connection, team, place.Position)
                : throw new DispatchException(HistoryRefusals.Ahead(team, head.Head));
        }

        return EpochRows.Holds(connection, team, place, head.Head)
            ? place
            : throw new DispatchException(HistoryRefusals.OtherLog(team));
    }

    /// <summary>The page after a place.</summary>
    /// <param name="team">The team.</param>
    /// <param name="filter">Which events.</param>
    /// <param name="place">The place.</param>
    /// <returns>Null where the log goes no further yet.</returns>
    /// <exception cref="DispatchException">The team was removed, or a snapshot stands for what follows by now.</exception>
    public EventPage? ReadNext(TeamName team, EventFilter filter, EventReference place)
    {
        using var connection = database.OpenRead();
        using var moment = connection.BeginTransaction();
        var head = LogRows.Head(connection, team) ?? throw new DispatchException(HistoryRefusals.TeamUnknown());
        if (place.Position < head.First - 1)
        {
            throw new DispatchException(HistoryRefusals.EventsGone(team, head.First));
        }

        if (place.Epoch.Length > 0 && !EpochRows.Holds(connection, team, place, head.Head))
        {
            throw new DispatchException(HistoryRefusals.OtherLog(team));
        }

        if (place.Position == head.Head)
        {
            return null;
        }

        var until = Math.Min(head.Head, place.Position + Window);
        var events = EventRows.List(
            connection, team, new EventQuery { After = place.Position, Until = until, Filter = filter, Limit = PageLength });
        return new EventPage(events, events.Count == PageLength ? events[^1].Reference : EpochRows.At(connection, team, until))
        {
            IsWhole = until == place.Position + Window,
        };
    }

    /// <summary>Listens for hints that the log goes on. They may get lost, so who follows a log looks without one too.</summary>
    /// <param name="team">The team.</param>
    public PositionListener Listen(TeamName team) => hints.Positions.Listen(team);
}

/// <summary>A page of a log.</summary>
/// <param name="Events">The events that fit, in order; none where none did.</param>
/// <param name="Through">The place up to which nothing else fits.</param>
internal sealed record EventPage(IReadOnlyList<EventRow> Events, EventReference Through)
{
    /// <summary>Whether the log went as far as a page looks; where not, the page goes to the log's end.</summary>
    public bool IsWhole { get; init; }
}
