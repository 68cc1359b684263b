using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Refusals;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Rules.Refusals;

namespace PresenceOfMind.Dispatch.Rules.Workers;

/// <summary>Pausing, draining, and erasing of workers.</summary>
internal static class WorkerStateRules
{
    public static Decision Decide(TeamState state, PauseWorker command)
    {
        if (state.Roster.Find(command.Contact) is not { } worker)
        {
            return TaskRefusals.NoWorker(command.Contact, "contact");
        }

        return !SettingsTexts.IsWord(command.Reason)
            ? Refusal.Invalid("reason", "A pause has a reason, such as break or training. " + SettingsTexts.WordTakes)
            : worker.PauseCause == PauseCause.Person && worker.PauseReason == command.Reason ? Decision.Nothing
            : new Decision([new WorkerPaused(worker.Contact, command.Reason, PauseCause.Person)]);
    }

    public static Decision Decide(TeamState state, UnpauseWorker command) => state.Roster.Find(command.Contact) switch
    {
        null => TaskRefusals.NoWorker(command.Contact, "contact"),
        { IsPaused: false } => Decision.Nothing,
        var worker => new Decision([new WorkerUnpaused(worker.Contact)]),
    };

    public static Decision Decide(TeamState state, DrainWorker command) => state.Roster.Find(command.Contact) switch
    {
        null => TaskRefusals.NoWorker(command.Contact, "contact"),
        { Draining: true } => Decision.Nothing,
        var worker => new Decision([new WorkerDraining(worker.Contact)]),
    };

    public static Decision Decide(TeamState state, StopDraining command) => state.Roster.Find(command.Contact) switch
    {
        null => TaskRefusals.NoWorker(command.Contact, "contact"),
        { Draining: false } => Decision.Nothing,
        var worker => new Decision([new WorkerDrainStopped(worker.Contact)]),
    };

    public static Decision Decide(TeamState state, EraseWorker command)
    {
        if (!command.Contact.IsValid)
        {
            return Refusal.Invalid("contact", "A contact is a URI of the form user@domain.");
        }

        if (!SettingsTexts.IsWord(command.Pseudonym))
        {
            return Refusal.Invalid("pseudonym", SettingsTexts.WordTakes);
        }

        var contact = command.Contact.Key;
        if (state.Tasks.EachOpen.Any(t => t.Worker?.Contact == contact) || state.Roster.Find(contact) is { HasLiveWork: true })
        {
            return Refusal.Conflict("worker-busy", $"{command.Contact.Key} has open work; drain and remove this worker first.", "contact");
        }

        if (state.Roster.Find(command.Contact.Key) is not { } worker)
        {
            return new Decision([new WorkerErased(command.Pseudonym)]);
        }

        _ = WorkerNames.Remove(state, worker, dropName: false, out var named);
        return named is not null ? named : new Decision([new WorkerRemoved(worker.Contact), new WorkerErased(command.Pseudonym)]);
    }
}
