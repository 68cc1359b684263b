using PresenceOfMind.Client.Watching;
using PresenceOfMind.Protocol;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Wallboard;

/// <summary>What the board shows: everybody's last known state, and whether it is still certain.</summary>
internal sealed class Board
{
    private static readonly PresenceState[] Columns =
        [
            PresenceState.Available,
            PresenceState.Busy,
            PresenceState.Dnd,
            PresenceState.Away,
            PresenceState.Vacation,
            PresenceState.Unavailable,
            PresenceState.Unknown,
        ];

    private readonly SortedDictionary<string, PresenceState> _people = new(StringComparer.OrdinalIgnoreCase);
    private string _trouble = "";

    /// <summary>How many are in each state that anybody is in.</summary>
    public string Counts =>
        string.Join(
            ' ',
            Columns.Select(s => (State: s, Count: _people.Values.Count(p => p == s))).Where(c => c.Count > 0).Select(
                c => $"{c.State.ToWire()} {c.Count}"));

    /// <summary>Takes what happened.</summary>
    /// <returns>Whether what is known is confirmed now.</returns>
    public bool Apply(WatcherEvent happened)
    {
        switch (happened)
        {
            case PresenceChanged { Change: var change }:
                _people[change.Contact.Split('@')[0]] = change.After;
                return false;
            case SourceLost lost:
                _trouble = $"Not sure any more: {lost.Reason}";
                return false;
            case Fetched:
                _trouble = "";
                return true;
            default:
                return false;
        }
    }

    /// <summary>The board as it is to be shown.</summary>
    public IRenderable Render()
    {
        var shown = Columns.Where(_people.ContainsValue).ToList();
        var table = new Table().Title($"{_people.Values.Count(p => p == PresenceState.Available)} of {_people.Count} are free");
        shown.ForEach(state => table.AddColumn(state.ToWire()));
        if (shown.Count > 0)
        {
            table.AddRow(shown.Select(state => new Text(string.Join('\n', _people.Where(p => p.Value == state).Select(p => p.Key)))));
        }

        return new Rows(table, new Text(_trouble));
    }
}
