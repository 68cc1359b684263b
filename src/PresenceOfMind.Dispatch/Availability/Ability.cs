using PresenceOfMind.Dispatch.Workers;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Availability;

/// <summary>Who may take work.</summary>
internal static class Ability
{
    /// <summary>Whether a person of this presence takes work.</summary>
    public static bool TakesWork(PresenceState state) => state == PresenceState.Available;

    /// <summary>The first rule that keeps a worker from getting a task.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="confirmation">The confirmation that is in force: presence told under an earlier one does not count.</param>
    public static AbilityRule FirstRefusal(Worker worker, long confirmation) => worker switch
    {
        _ when worker.ConfirmedIn != confirmation => AbilityRule.Unconfirmed,
        _ when !TakesWork(worker.State) => AbilityRule.Presence,
        { SettlesAt: not null } => AbilityRule.Settling,
        { Draining: true } => AbilityRule.Draining,
        { TaskId: not null } => AbilityRule.Room,
        _ => AbilityRule.None,
    };
}
