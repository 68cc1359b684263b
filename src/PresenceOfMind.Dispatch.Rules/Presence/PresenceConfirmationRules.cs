using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Refusals;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Core.Time;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Rules.Presence;

/// <summary>
/// What a team believes of presence. It is confirmed by a fetch that began after the team was loaded and after the source
/// was last lost; until then nobody new gets work for whom no program vouches (see <see cref="ProgramPresenceRules"/>).
/// </summary>
internal static class PresenceConfirmationRules
{
    public static Decision Decide(TeamState state, ReportPresence command)
    {
        if (IsOld(state, command.Epoch, command.Sequence))
        {
            return Decision.Nothing;
        }

        if (command.Epoch > state.SourceEpoch)
        {
            return Unopened();
        }

        var confirms = command.FetchBegan > state.UnconfirmedSince;
        var told = new Dictionary<Contact, PresenceState>();
        foreach (var (contact, presence) in command.States)
        {
            if (state.Roster.Find(contact) is { } worker)
            {
                told[worker.Contact] = presence;
            }
        }

        return new Decision([new PresenceReported(command.Sequence, confirms, [.. told
            .Where(t => state.Roster.Find(t.Key) is { } w
                && (w.WatchedState != t.Value || (confirms && w.ConfirmedIn != state.Roster.Confirmation)))
            .Select(t => new WorkerPresence(t.Key, t.Value))])]);
    }

    public static Decision Decide(TeamState state, LosePresenceSource command, TeamTime at)
    {
        if (IsOld(state, command.Epoch, command.Sequence))
        {
            return Decision.Nothing;
        }

        if (command.Epoch > state.SourceEpoch)
        {
            return Unopened();
        }

        // A fetch that began at the moment of the loss, by the source's own clock, began after it.
        var since = command.At - TimeSpan.FromTicks(1);
        return new Decision(
            [new PresenceSourceLost(
                command.Sequence,
                command.Reason,
                at.WallAt(since > state.UnconfirmedSince ? since : state.UnconfirmedSince))]);
    }

    /// <summary>What became of a report, by the entries that it led to.</summary>
    public static ReportOutcome OutcomeOf(IReadOnlyList<LogEntry> entries) =>
        entries.Select(e => e.Event).OfType<PresenceReported>().FirstOrDefault() switch
        {
            null => ReportOutcome.Dropped,
            { Confirms: true } => ReportOutcome.Confirmed,
            _ => ReportOutcome.Taken,
        };

    private static bool IsOld(TeamState state, long epoch, long sequence) =>
        epoch < state.SourceEpoch || (epoch == state.SourceEpoch && sequence <= state.SourceSequence);

    private static Refusal Unopened() =>
        new(RefusalKind.Conflict, "source-unopened", "The source was not opened for this team; open it to get its number.");
}
