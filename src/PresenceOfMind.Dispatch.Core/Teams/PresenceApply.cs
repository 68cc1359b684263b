using PresenceOfMind.Dispatch.Core.Availability;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.State;
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
            case ProgramPresenceSet e:
                Set(state, state.Roster.Find(e.Contact)!, e, entry.Time);
                break;
            case IProgramPresenceEvent e:
                End(state, state.Roster.Find(e.Contact)!, e, entry.Time);
                break;
        }
    }

    private static void Report(TeamState state, WorkerPresence told, bool confirms, TeamTime at)
    {
        var worker = state.Roster.Find(told.Contact)!;
        state.Lift(worker);
        if (confirms)
        {
            worker.ConfirmedIn = state.Roster.Confirmation;
            worker.ProgramEnd = null;
        }

        if (worker.Watched is { } before && before.State != told.State)
        {
            worker.Watched = new WatchedPresence(told.State, at.Wall);
        }

        if (worker.Programs.Count == 0)
        {
            Become(state, worker, told.State, at);
        }
        else
        {
            Compose(state, worker, at);
        }

        state.Place(worker);
    }

    private static void Set(TeamState state, Worker worker, ProgramPresenceSet e, TeamTime at)
    {
        state.Lift(worker);
        worker.Watched ??= new WatchedPresence(worker.State, worker.StateSince);
        var before = worker.Programs.FirstOrDefault(p => p.Source == e.Source);
        var said = new ProgramPresence(e.Source, e.State, before?.State == e.State ? before.Since : at.Wall, e.Until)
        {
            Activities = e.Activities,
            Note = e.Note,
            Sequence = e.Sequence ?? before?.Sequence,
            Ends = e.IsMoment ? null : at.ElapsedAt(e.Until),
        };
        worker.Programs = [.. worker.Programs.Where(p => p.Source != e.Source).Append(said)
            .OrderBy(p => p.Source.Value, StringComparer.Ordinal)];
        worker.ProgramEnd = null;
        Compose(state, worker, at);
        state.Place(worker);
    }

    private static void End(TeamState state, Worker worker, IProgramPresenceEvent e, TeamTime at)
    {
        state.Lift(worker);
        worker.Programs = [.. worker.Programs.Where(p => p.Source != e.Source)];
        if (worker.Programs.Count == 0)
        {
            worker.ProgramEnd = new ProgramPresenceEnd(e.Source, at.Wall, e is ProgramPresenceExpired);
        }

        Compose(state, worker, at);
        state.Place(worker);
    }

    /// <summary>
    /// Makes the presence what the sources say together that count. Where none covers the worker, the last presence stays, unconfirmed.
    /// </summary>
    private static void Compose(TeamState state, Worker worker, TeamTime at)
    {
        var isWatched = worker.ConfirmedIn == state.Roster.Confirmation;
        if (SourceComposition.Compose(isWatched ? worker.WatchedState : null, worker.Programs) is { State: var composed })
        {
            Become(state, worker, composed, at);
        }
    }

    private static void Become(TeamState state, Worker worker, PresenceState presence, TeamTime at)
    {
        if (worker.State == presence)
        {
            return;
        }

        worker.State = presence;
        worker.StateSince = at.Wall;
        worker.SettlesAt = Settles(state, presence) ? at.Elapsed + TimeSpan.FromSeconds(state.Parts.Rules.SettleSeconds) : null;
        worker.GraceEndsAt = state.Parts.Rules.TakeBackOn.Contains(presence)
            ? worker.GraceEndsAt ?? at.Elapsed + TimeSpan.FromSeconds(state.Parts.Rules.GraceSeconds)
            : null;
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

        foreach (var worker in state.Roster.Each)
        {
            if (worker.Programs.Count > 0)
            {
                worker.Programs = [.. worker.Programs.Select(p => p.Ends is { } ends ? p with { Until = state.Time.WallAt(ends) } : p)];
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
            if (worker.Programs.Count > 0)
            {
                Compose(state, worker, state.Time);
            }

            state.Place(worker);
        }
    }
}
