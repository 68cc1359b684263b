using System.Globalization;
using PresenceOfMind.Client.Watching;
using PresenceOfMind.Protocol;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace PresenceOfMind.App.Commands.Pws;

/// <summary>
/// The table that <c>pom pws watch</c> shows in a terminal: what a watcher told so far, the newest marked. It fits its window:
/// where not all have room, those who changed last have. Safe for use by many threads at once.
/// </summary>
internal sealed class WatchTable
{
    /// <summary>The headings, the line below, the one that says how many more there are, and the cursor's.</summary>
    private const int OtherLines = 4;

    private const int WidthForBefore = 60;
    private const int WidthForSince = 40;

    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, PresenceChange> _latest = new(StringComparer.OrdinalIgnoreCase);
    private string _trouble = "";
    private DateTimeOffset? _confirmed;
    private long _newest;
    private bool _isNew;

    /// <summary>Takes what happened.</summary>
    public void Apply(WatcherEvent happened)
    {
        lock (_gate)
        {
            _isNew = true;
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
    }

    /// <summary>Whether anything happened since this was asked last.</summary>
    public bool TakeNews()
    {
        lock (_gate)
        {
            return _isNew && !(_isNew = false);
        }
    }

    /// <summary>The table as it is to be shown.</summary>
    /// <param name="width">How wide the window is.</param>
    /// <param name="height">How high it is.</param>
    public IRenderable Render(int width, int height)
    {
        lock (_gate)
        {
            if (_latest.Count == 0)
            {
                return new Text(_trouble.Length == 0 ? "Asking..." : $"Not known yet: {_trouble}");
            }

            var room = Math.Max(1, height - OtherLines);
            var shown = _latest.Count <= room ? _latest.Values.ToList() : [.. _latest.Values.OrderByDescending(c => c.Sequence).Take(room)];
            var lines = new List<IRenderable> { Rows(shown, width >= WidthForSince, width >= WidthForBefore) };
            if (shown.Count < _latest.Count)
            {
                lines.Add(
                    new Text(
                        $"{_latest.Count - shown.Count} more do not fit into the window. Those above changed last.",
                        new Style(Color.Grey)));
            }

            lines.Add(_trouble.Length > 0
                ? new Text($"Not confirmed any more: {_trouble}", new Style(Color.Yellow)).Overflow(Overflow.Ellipsis)
                : new Text(_confirmed is { } at ? $"Confirmed at {Time(at)}." : "", new Style(Color.Grey)));
            return new Rows(lines);
        }
    }

    private Table Rows(List<PresenceChange> shown, bool since, bool before)
    {
        var table = new Table().Border(TableBorder.None).AddColumns(
            ["CONTACT", "STATE", .. since ? ["SINCE"] : Array.Empty<string>(), .. before ? ["BEFORE"] : Array.Empty<string>()]);
        for (var column = 0; column < table.Columns.Count; column++)
        {
            // A long name is cut; what is known of its owner is not.
            table.Columns[column].PadRight(2).NoWrap = column > 0;
        }

        foreach (var change in shown)
        {
            var style = new Style(Colour(change.After), decoration: change.Sequence == _newest ? Decoration.Bold : Decoration.None);
            List<IRenderable> cells = [new Text(change.Contact).Overflow(Overflow.Ellipsis), new Text(change.After.ToWire(), style)];
            cells.AddRange(since ? [new Text(Time(change.At))] : []);
            cells.AddRange(before ? [new Text(change.Before?.ToWire() ?? "", new Style(Color.Grey))] : []);
            table.AddRow(cells);
        }

        return table;
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
