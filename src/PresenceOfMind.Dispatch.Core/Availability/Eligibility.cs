using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Core.Availability;

/// <summary>Which workers are eligible.</summary>
public static class Eligibility
{
    /// <summary>The presence that takes a channel of which no setting speaks.</summary>
    public const int UsualStates = 1 << (int)PresenceState.Available;

    /// <summary>The states as bits.</summary>
    public static int Bits(IReadOnlyList<PresenceState> states)
    {
        var bits = 0;
        foreach (var state in states)
        {
            bits |= 1 << (int)state;
        }

        return bits;
    }

    public static bool Has(int states, PresenceState state) => (states & (1 << (int)state)) != 0;

    /// <summary>The first rule that keeps a worker from all work of some channels, whatever the task.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="states">The presence that those channels take, as bits.</param>
    /// <param name="confirmation">The confirmation that is in force: presence told under an earlier one does not count.</param>
    public static EligibilityRule FirstRefusal(Worker worker, int states, long confirmation) =>
        !worker.IsConfirmed(confirmation) ? EligibilityRule.Unconfirmed
        : !Has(states, worker.State) ? EligibilityRule.Presence
        : worker.SettlesAt is not null ? EligibilityRule.Settling
        : worker.IsPaused ? EligibilityRule.Paused
        : worker.Draining || worker.Leaving ? EligibilityRule.Draining
        : worker.Calendar is { IsOpen: false } ? EligibilityRule.Closed
        : EligibilityRule.None;

    /// <summary>
    /// Whether somebody counts as working, for queues with a rule for when nobody does: within working hours, not leaving, and not
    /// known to be unavailable, on vacation or unknown.
    /// </summary>
    public static bool IsWorking(Worker worker, long confirmation) =>
        worker is { Draining: false, Leaving: false, Calendar: not { IsOpen: false } }
        && (!worker.IsConfirmed(confirmation)
            || worker.State is not (PresenceState.Unavailable or PresenceState.Vacation or PresenceState.Unknown));
}
