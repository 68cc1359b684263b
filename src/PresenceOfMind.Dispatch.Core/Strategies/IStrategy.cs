namespace PresenceOfMind.Dispatch.Core.Strategies;

/// <summary>
/// Says which of the able workers gets a task: the first in its order. It may look only at what it is given, never at a clock,
/// so that a replay decides alike, and tells any two workers apart.
/// </summary>
public interface IStrategy
{
    /// <summary>By what configuration names it.</summary>
    string Name { get; }

    /// <summary>Whether the order is another for another task. Where not, the workers can be kept in order.</summary>
    bool DependsOnTask { get; }

    /// <summary>Below 0 where the first of two workers goes before the second, above 0 where after.</summary>
    int Compare(IRanked a, IRanked b, in RankedTask task);

    /// <summary>How many workers are asked at once for a task.</summary>
    /// <param name="asked">How long ago the first of them was asked; zero before.</param>
    int Reach(TimeSpan asked) => 1;

    /// <summary>When more are asked, as a time since the first was asked; null for never again.</summary>
    /// <param name="asked">How long ago the first of them was asked; zero before.</param>
    TimeSpan? NextReach(TimeSpan asked) => null;

    /// <summary>For how long of its waiting a task may go only to those whom it prefers; zero for not at all.</summary>
    TimeSpan KeptFor(in RankedTask task) => TimeSpan.Zero;
}
