using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Teams;

namespace PresenceOfMind.Dispatch.Rules.Queues;

/// <summary>A queue that is to go does so when it is empty.</summary>
internal static class QueueRules
{
    /// <returns>Whether something happens.</returns>
    public static bool Empty(TeamState state, List<TeamEvent> events)
    {
        foreach (var queue in state.Parts.Queues.All)
        {
            if (queue is { Leaving: true, Live: 0 })
            {
                events.Add(new QueueRemoved(queue.Name));
                return true;
            }
        }

        return false;
    }
}
