using System.Globalization;
using PresenceOfMind.Client.Watching;
using PresenceOfMind.Protocol;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace PresenceOfMind.App.Commands.Pws;

/// <summary>The table that <c>pom pws watch</c> shows in a terminal: what a watcher told so far, the newest marked.</summary>
internal sealed class WatchTable
{
    private readonly SortedDictionary<string, PresenceChange> _latest = new(StringComparer.OrdinalIgnoreCase);
    private string _trouble = "";
    private DateTimeOffset? _confirmed;
    private long _newest;

    /// <summary>Takes what happened.</summary>
    public void Apply(WatcherEvent happened)
    {
        switch (happened)
        {
            case PresenceChanged { Change: var change }:
                _latest[change.Contact] = change;
                _newest = change.Before is null ? _newest : Math.Max(_newest, change.Sequence);
                break;
            case SourceLost lost:
                _trouble = lost.Reason;
                break;
            case Fetched fetched:
                _trouble = "";
                _confirmed = fetched.Began;
                break;
        }
    }

    /// <summary>The table as it is to be shown.</summary>
    public IRenderable Render()
    {
        if (_latest.Count == 0)
        {
            return new Text(_trouble.Length == 0 ? "Asking…" : $"Not known yet: {_trouble}");
        }

        var table = new Table().Border(TableBorder.None).AddColumns(["CONTACT", "STATE", "SINCE", "BEFORE"]);
        foreach (var column in table.Columns)
        {
            column.PadRight(2);
        }

        foreach (var change in _latest.Values)
        {
            var style = new Style(Colour(change.After), decoration: change.Sequence == _newest ? Decoration.Bold : Decoration.None);
            table.AddRow(new Text(change.Contact), new Text(change.After.ToWire(), style), new Text(Time(change.At)), new Text(change.Before?.ToWire() ?? "", new Style(Color.Grey)));
        }

        var below = _trouble.Length > 0
            ? new Text($"Not sure any more: {_trouble}", new Style(Color.Yellow))
            : new Text(_confirmed is { } at ? $"Confirmed at {Time(at)}." : "", new Style(Color.Grey));
        return new Rows(table, below);
    }

    private static Color Colour(PresenceState state) => state switch
    {
        PresenceState.Available => Color.Green,
        PresenceState.Busy or PresenceState.Dnd => Color.Red,
        PresenceState.Away or PresenceState.Vacation => Color.Yellow,
        _ => Color.Grey,
    };

    private static string Time(DateTimeOffset time) => time.ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
