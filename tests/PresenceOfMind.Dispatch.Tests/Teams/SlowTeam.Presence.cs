using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Tests.Teams;

/// <summary>What is believed of presence: what the watcher told since it was last lost, and what programs vouch for.</summary>
internal sealed partial class SlowTeam
{
    /// <summary>When the team was loaded or stood still, where that made presence unconfirmed last; null otherwise.</summary>
    private TimeSpan? _interrupted;

    private void Report(Person person, PresenceState state, bool confirms, TimeSpan at)
    {
        person.Watched = state;
        person.IsWatched |= confirms;
        if (person.Words.Count == 0)
        {
            Become(person, state, at);
        }
        else
        {
            Believe(person, at);
        }
    }

    private void LearnProgram(LogEntry entry)
    {
        switch (entry.Event)
        {
            case ProgramPresenceSet e:
                Find(e.Contact).Words[e.Source] = new Word(
                    e.State,
                    e.Activities.Contains("on-the-phone", StringComparer.OrdinalIgnoreCase),
                    e.Activities.Contains("meeting", StringComparer.OrdinalIgnoreCase),
                    e.IsMoment ? null : Ends(entry, e.Until),
                    e.IsMoment ? e.Until : null);
                break;
            case ProgramPresenceCleared e:
                Find(e.Contact).Words.Remove(e.Source);
                break;
            case ProgramPresenceExpired e:
                Assert.True(Find(e.Contact).Words[e.Source].IsOver(entry.Time), $"{e.Source} ends before its time.");
                Find(e.Contact).Words.Remove(e.Source);
                break;
        }

        Believe(Find(((IProgramPresenceEvent)entry.Event).Contact), entry.Time.Elapsed);
    }

    /// <summary>A call or a meeting of anybody is BUSY; else the strongest that one of those says that count.</summary>
    private void Believe(Person person, TimeSpan at)
    {
        var said = person.Words.Values.Select(w => w.IsCall || w.IsMeeting ? PresenceState.Busy : w.State).ToList();
        if (person.IsWatched)
        {
            said.Add(person.Watched);
        }

        if (said.Count == 0)
        {
            return;
        }

        PresenceState[] strongest =
        [
            PresenceState.Dnd, PresenceState.Busy, PresenceState.Available, PresenceState.Vacation,
            PresenceState.Away, PresenceState.Unavailable, PresenceState.Unknown,
        ];
        Become(
            person,
            person.Words.Values.Any(w => w.IsCall || w.IsMeeting) ? PresenceState.Busy : strongest.First(said.Contains),
            at);
    }

    private void Become(Person person, PresenceState state, TimeSpan at)
    {
        if (person.State != state)
        {
            person.State = state;
            var isWork = state == PresenceState.Available || _channels.Values.Any(c => c.States.Contains(state));
            person.SettlesAt = isWork && _rules.SettleSeconds > 0 ? at + TimeSpan.FromSeconds(_rules.SettleSeconds) : null;
        }
    }

    /// <summary>Whether somebody could answer before the deadline, as far as is known.</summary>
    private bool CouldAnswer(Person person, Ask ask) => person.Confirmed && !(ask.Until <= _interrupted);
}
