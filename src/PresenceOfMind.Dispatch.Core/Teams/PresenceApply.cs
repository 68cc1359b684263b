using PresenceOfMind.Dispatch.Core.Availability;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Time;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Core.Teams;

/// <summary>What events do to the presence that a team believes.</summary>
internal static class PresenceApply
{
    public static void Apply(TeamState state, in LogEntry entry)
    {
        switch (entry.Event)
        {
            case TeamLoaded e:
                Unconfirm(state, entry.Time.ElapsedAt(e.Since), UnconfirmedCause.Loaded);
                TellTimes(state);
                break;
            case StandstillReported e:
                Unconfirm(state, entry.Time.ElapsedAt(e.Since), UnconfirmedCause.StoodStill);
                TellTimes(state);
                break;
            case PresenceSourceOpened e:
                state.SourceEpoch = e.Epoch;
                state.SourceSequence = 0;
                Unconfirm(state, entry.Time.ElapsedAt(e.Since), UnconfirmedCause.SourceOpened);
                break;
            case PresenceSourceLost e:
                state.SourceSequence = e.Sequence;
                Unconfirm(state, entry.Time.ElapsedAt(e.Since), UnconfirmedCause.SourceLost, e.Reason);
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

    private static void Report(TeamState state, WorkerPresence told, bool confirms, TeamTime at)
    {
        var worker = state.Roster.Find(told.Contact)!;
        state.Lift(worker);
        if (worker.State != told.State)
        {
            worker.State = told.State;
            worker.StateSince = at.Wall;
            worker.SettlesAt = Settles(state, told.State) ? at.Elapsed + TimeSpan.FromSeconds(state.Parts.Rules.SettleSeconds) : null;
            worker.GraceEndsAt = state.Parts.Rules.TakeBackOn.Contains(told.State)
                ? worker.GraceEndsAt ?? at.Elapsed + TimeSpan.FromSeconds(state.Parts.Rules.GraceSeconds)
                : null;
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

        return Eligibility.Has(Eligibility.UsualStates, presence) || state.Index.Takes(Eligibility.Bits([presence]));
    }

    /// <summary>
    /// Says by the wall clock, as it is set now, until when what runs lasts: for people, who would be misled by what was said before.
    /// </summary>
    private static void TellTimes(TeamState state)
    {
        foreach (var task in state.Tasks.EachOpen)
        {
            task.WrapsUpUntil = state.Time.WallAt(task.WrapUpEnds);
            if (task.HasOffers)
            {
                task.OfferList.ForEach(o => o.Until = state.Time.WallAt(o.Ends));
            }
        }
    }

    private static void Unconfirm(TeamState state, TimeSpan since, UnconfirmedCause cause, string? reason = null)
    {
        state.UnconfirmedSince = since;
        (state.UnconfirmedCause, state.UnconfirmedReason) = (cause, reason);
        state.Roster.Confirmation++;
        foreach (var worker in state.Roster.Each)
        {
            state.Lift(worker);
            state.Place(worker);
        }
    }
}
