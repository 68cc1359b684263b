using PresenceOfMind.Dispatch.Workers;

namespace PresenceOfMind.Dispatch.Strategies;

/// <summary>
/// Says which of the able workers gets the next task: the first in its order. It may look only at what stays the same
/// while a worker is able, and must tell any two workers apart.
/// </summary>
internal interface IStrategy : IComparer<Worker>
{
    /// <summary>By what configuration names it.</summary>
    string Name { get; }
}
