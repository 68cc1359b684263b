using PresenceOfMind.Protocol;
using static PresenceOfMind.Protocol.PresenceState;
using static PresenceOfMind.Server.Tests.Presence.PersonPropertyTests;

namespace PresenceOfMind.Server.Tests.Presence;

/// <summary>PWS's text on presence, sentence by sentence, over a list of what was said.</summary>
internal sealed class SlowPerson
{
    private readonly List<(string Tuple, PresenceState State, string? Activity, DateTimeOffset End)> _words = [];
    private bool _known;

    public PwsErrorCode? Apply(Step step, DateTimeOffset now)
    {
        PwsErrorCode? refused = null;
        switch (step)
        {
            case Set(Available, true, _):
                refused = PwsErrorCode.AvailableWithOverride;
                break;
            case Set(Dnd, false, _):
                refused = PwsErrorCode.DndWithoutOverride;
                break;
            case Set set:
                if (set is { State: Available, AsOverride: false })
                {
                    EndOverrides();
                }

                Say(set.AsOverride ? "pws-override" : "cisco-pws", set.State, null, now + set.Life);
                break;
            case Report report:
                Say(report.Tuple, report.State, report.Activity, now + report.Life);
                break;
            case Clear clear:
                _words.RemoveAll(w => w.Tuple == clear.Tuple);
                break;
            case RichClear clear:
                EndOverrides();
                _words.RemoveAll(w => w.Tuple == clear.Tuple);
                break;
            case ClearOwn:
                EndOverrides();
                _words.RemoveAll(w => w.Tuple == "cisco-pws");
                break;
            case Know know:
                _known = know.Known;
                if (!_known)
                {
                    _words.Clear();
                }

                break;
        }

        _words.RemoveAll(w => w.End <= now);
        return refused;
    }

    public IEnumerable<string> Tuples() => _words.Select(w => w.Tuple).Order(StringComparer.Ordinal);

    public PresenceState State()
    {
        if (!_known)
        {
            return Unknown;
        }

        foreach (var word in _words)
        {
            if (IsOverride(word.Tuple))
            {
                return word.Activity is "meeting" or "on-the-phone" ? Busy : word.State;
            }
        }

        if (_words.Exists(w => w.Activity is "meeting" or "on-the-phone"))
        {
            return Busy;
        }

        foreach (var word in _words)
        {
            if (word.Tuple == "cisco-pws" && word.State != Unavailable)
            {
                return word.State;
            }
        }

        foreach (var state in new[] { Dnd, Busy, Available, Vacation, Away })
        {
            if (_words.Exists(w => w.State == state))
            {
                return state;
            }
        }

        return Unavailable;
    }

    private static bool IsOverride(string tuple) => tuple is "pws-override" or "pws-persistent";

    private void EndOverrides() => _words.RemoveAll(w => IsOverride(w.Tuple));

    private void Say(string tuple, PresenceState state, string? activity, DateTimeOffset end)
    {
        if (IsOverride(tuple))
        {
            EndOverrides();
        }

        _words.RemoveAll(w => w.Tuple == tuple);
        _words.Add((tuple, state, activity, end));
    }
}
