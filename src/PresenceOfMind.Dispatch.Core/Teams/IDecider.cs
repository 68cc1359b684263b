using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Time;

namespace PresenceOfMind.Dispatch.Core.Teams;

/// <summary>The rules of a team. They see its state, which they cannot change.</summary>
public interface IDecider
{
    /// <summary>What a command brings about.</summary>
    /// <param name="state">The team.</param>
    /// <param name="command">What to do.</param>
    /// <param name="at">The time of the log.</param>
    /// <param name="now">The clocks, more precisely.</param>
    Decision Decide(TeamState state, TeamCommand command, TeamTime at, TeamTime now);

    /// <summary>The next events that the state calls for by itself at a time, which belong together.</summary>
    /// <param name="state">The team.</param>
    /// <param name="at">The time.</param>
    /// <param name="events">Takes them.</param>
    /// <returns>Whether there are any.</returns>
    bool Follow(TeamState state, TeamTime at, List<TeamEvent> events);

    /// <summary>The keys under which a command's answer is remembered; none where nobody may ask again.</summary>
    IEnumerable<string> Keys(TeamCommand command);
}
