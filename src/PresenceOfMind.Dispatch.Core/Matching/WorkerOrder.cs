using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Strategies;

namespace PresenceOfMind.Dispatch.Core.Matching;

/// <summary>The workers who could take something, in the order of a strategy that does not depend on the task.</summary>
internal sealed class WorkerOrder(IStrategy strategy)
{
    public OrderedList<Worker, ByStrategy> Workers { get; } = new(new ByStrategy(strategy));

    internal readonly struct ByStrategy(IStrategy strategy) : IComparer<Worker>
    {
        public int Compare(Worker? x, Worker? y) => strategy.Compare(x!, y!, default);
    }
}
