using PresenceOfMind.Dispatch.Strategies;
using PresenceOfMind.Dispatch.Workers;

namespace PresenceOfMind.Dispatch.Matching;

/// <summary>The workers who could take something, in the order of a strategy that does not depend on the task.</summary>
internal sealed class WorkerOrder(IStrategy strategy) : IComparer<Worker>
{
    private OrderedList<Worker>? _workers;

    public OrderedList<Worker> Workers => _workers ??= new OrderedList<Worker>(this);

    public int Compare(Worker? x, Worker? y) => strategy.Compare(x!, y!, default);
}
