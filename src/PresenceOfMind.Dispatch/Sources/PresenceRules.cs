using PresenceOfMind.Dispatch.Availability;
using PresenceOfMind.Dispatch.Events;
using PresenceOfMind.Dispatch.Teams;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Sources;

/// <summary>
/// What a team believes of presence. It is confirmed by a fetch that began after the team was loaded and after the source
/// was last lost; until then nobody new gets work.
/// </summary>
internal static class PresenceRules
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
        var told = new Dictionary<string, PresenceState>(StringComparer.Ordinal);
        foreach (var (contact, presence) in command.States)
        {
            if (state.Roster.Find(contact) is { } worker)
            {
                told[worker.Contact] = presence;
            }
        }

        return new Decision([new PresenceReported(command.Sequence, confirms, [.. told
            .Where(t => state.Roster.Find(t.Key) is { } w && (w.State != t.Value || (confirms && !state.Roster.IsConfirmed(w))))
            .Select(t => new WorkerPresence(t.Key, t.Value))])]);
    }

    public static Decision Decide(TeamState state, LoseSource command, TeamTime at)
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
        return new Decision([new SourceLost(command.Sequence, command.Reason, at.WallAt(since > state.UnconfirmedSince ? since : state.UnconfirmedSince))]);
    }

    public static void Apply(TeamState state, in LogEntry entry)
    {
        switch (entry.Event)
        {
            case TeamLoaded e:
                Unconfirm(state, entry.Time.ElapsedAt(e.Since), "the team was just loaded");
                TellTimes(state);
                break;
            case TeamStoodStill e:
                Unconfirm(state, entry.Time.ElapsedAt(e.Since), "the process stood still, or its clock was set");
                TellTimes(state);
                break;
            case SourceOpened e:
                state.SourceEpoch = e.Epoch;
                state.SourceSequence = 0;
                Unconfirm(state, entry.Time.ElapsedAt(e.Since), "the source of presence was just opened");
                break;
            case SourceLost e:
                state.SourceSequence = e.Sequence;
                Unconfirm(state, entry.Time.ElapsedAt(e.Since), $"the source of presence was lost ({e.Reason})");
                break;
            case PresenceReported e:
                state.SourceSequence = e.Sequence;
                foreach (var told in e.States)
                {
                    Report(state, told, e.Confirms, entry.Time);
                }

                break;
        }
    }

    /// <summary>What became of a report, by the entries that it led to.</summary>
    public static ReportOutcome OutcomeOf(IReadOnlyList<LogEntry> entries) =>
        entries.Select(e => e.Event).OfType<PresenceReported>().FirstOrDefault() switch
        {
            null => ReportOutcome.Dropped,
            { Confirms: true } => ReportOutcome.Confirmed,
            _ => ReportOutcome.Taken,
        };

    private static void Report(TeamState state, WorkerPresence told, bool confirms, TeamTime at)
    {
        var worker = state.Roster.Find(told.Contact)!;
        state.Lift(worker);
        if (worker.State != told.State)
        {
            worker.State = told.State;
            worker.StateSince = at.Wall;
            worker.SettlesAt = Settles(state, told.State) ? at.Elapsed + TimeSpan.FromSeconds(state.Parts.Rules.SettleSeconds) : null;
            worker.GraceEndsAt = state.Parts.Rules.TakeBackOn.Contains(told.State) ? worker.GraceEndsAt ?? at.Elapsed + TimeSpan.FromSeconds(state.Parts.Rules.GraceSeconds) : null;
        }

        if (confirms)
        {
            worker.ConfirmedIn = state.Roster.Confirmation;
        }

        state.Place(worker);
    }

    /// <summary>Whether a presence has to hold: where some channel takes it.</summary>
    private static bool Settles(TeamState state, PresenceState presence)
    {
        if (state.Parts.Rules.SettleSeconds == 0)
        {
            return false;
        }

        if (Ability.Has(Ability.UsualStates, presence))
        {
            return true;
        }

        foreach (var channel in state.Parts.Channels.All)
        {
            if (Ability.Has(channel.Group.States, presence))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Says by the wall clock, as it is set now, until when what runs lasts: for people, who would be misled by what was said before.</summary>
    private static void TellTimes(TeamState state)
    {
        foreach (var task in state.Tasks.EachOpen)
        {
            task.WrapsUpUntil = state.Time.WallAt(task.WrapUpEnds);
            if (task.HasOffers)
            {
                task.Offers.ForEach(o => o.Until = state.Time.WallAt(o.Ends));
            }
        }
    }

    private static void Unconfirm(TeamState state, TimeSpan since, string because)
    {
        state.UnconfirmedSince = since;
        state.UnconfirmedBecause = because;
        state.Roster.Confirmation++;
        foreach (var worker in state.Roster.Each)
        {
            state.Lift(worker);
            state.Place(worker);
        }
    }

    private static bool IsOld(TeamState state, long epoch, long sequence) =>
        epoch < state.SourceEpoch || (epoch == state.SourceEpoch && sequence <= state.SourceSequence);

    private static Refusal Unopened() =>
        new(RefusalKind.Conflict, "source-unopened", "The source was not opened for this team; open it to get its number.");
}
