using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Teams;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Sources;

/// <summary>Where sources of presence report. A source opens itself once, and numbers its reports from 1.</summary>
public interface IPresenceSink
{
    /// <summary>Begins to report for a team: whatever an earlier source still sends is dropped from now on.</summary>
    /// <returns>The source's number, which its reports carry.</returns>
    Task<long> OpenAsync(TeamName team);

    /// <summary>Tells of presence. A report that is not newer than the last one is dropped.</summary>
    /// <param name="team">The team.</param>
    /// <param name="epoch">The source's number.</param>
    /// <param name="sequence">The report's number, greater than that of the one before.</param>
    /// <param name="fetchBegan">When the fetch began that found this, by the host's <see cref="TimeProvider"/>; null where it was
    /// none.</param>
    /// <param name="states">Contacts that are no workers of the team are passed over.</param>
    /// <returns>What the team made of it.</returns>
    /// <exception cref="DispatchException">The source was not opened.</exception>
    Task<ReportOutcome> ReportAsync(
        TeamName team, long epoch, long sequence, DateTimeOffset? fetchBegan, IReadOnlyList<ContactPresence> states);

    /// <summary>Says that changes are no longer heard of: until a fetch that begins later, nobody gets work for whom no
    /// program vouches.</summary>
    /// <param name="team">The team.</param>
    /// <param name="epoch">The source's number.</param>
    /// <param name="sequence">The report's number, greater than that of the one before.</param>
    /// <param name="reason">Why, in a few words.</param>
    /// <param name="at">When, by the host's <see cref="TimeProvider"/>.</param>
    /// <exception cref="DispatchException">The source was not opened.</exception>
    Task LoseAsync(TeamName team, long epoch, long sequence, string reason, DateTimeOffset at);

    /// <summary>
    /// Tells each time that the team has been loaded, or that its process stood still, and so waits for a fetch that begins later: a
    /// source fetches then, rather than at its next interval.
    /// </summary>
    /// <param name="team">The team.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The positions in the team's log.</returns>
    IAsyncEnumerable<long> WatchLoadsAsync(TeamName team, CancellationToken cancellationToken = default);

    /// <summary>
    /// Tells whose presence is needed: the keys of the contacts of each team that has workers, now and whenever they change.
    /// </summary>
    /// <param name="cancellationToken">Ends it.</param>
    IAsyncEnumerable<IReadOnlyDictionary<TeamName, IReadOnlySet<Contact>>> WatchWorkersAsync(CancellationToken cancellationToken = default);
}
