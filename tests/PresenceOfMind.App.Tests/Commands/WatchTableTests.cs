using PresenceOfMind.App.Commands.Pws;
using PresenceOfMind.Client.Watching;
using PresenceOfMind.Protocol;
using Spectre.Console;

namespace PresenceOfMind.App.Tests.Commands;

public sealed class WatchTableTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    private readonly WatchTable _table = new();

    [Fact]
    public void Before_the_first_answer_it_says_what_it_does_or_why_it_knows_nothing()
    {
        Assert.Equal("Asking...", Shown());
        _table.Apply(new SourceLost { Reason = "the server cannot be reached", At = Now });
        Assert.Equal("Not known yet: the server cannot be reached", Shown());
    }

    [Fact]
    public void Each_contact_has_a_row_with_its_newest_state()
    {
        Change("rita@x", null, PresenceState.Away, 1);
        Change("joe@x", null, PresenceState.Available, 2);
        Change("rita@x", PresenceState.Away, PresenceState.Dnd, 3);
        var lines = Shown().Split('\n', StringSplitOptions.TrimEntries);
        Assert.Equal(["CONTACT", "STATE", "SINCE", "BEFORE"], lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("joe@x", lines[1], StringComparison.Ordinal);
        Assert.Equal(["rita@x", "DND", "AWAY"], Words(lines[2]));
    }

    [Fact]
    public void Trouble_is_said_until_a_fetch_confirms()
    {
        Change("joe@x", null, PresenceState.Available, 1);
        _table.Apply(new SourceLost { Reason = "no answer", At = Now });
        Assert.Contains("Not confirmed any more: no answer", Shown(), StringComparison.Ordinal);
        _table.Apply(new Fetched { Began = Now, Ended = Now, States = [], Changes = [], Sequence = 1 });
        Assert.DoesNotContain("Not confirmed", Shown(), StringComparison.Ordinal);
        Assert.Contains("Confirmed at ", Shown(), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_not_all_fit_those_who_changed_last_are_shown_and_the_others_counted()
    {
        for (var i = 1; i <= 20; i++)
        {
            Change($"p{i:00}@x", null, PresenceState.Away, i);
        }

        Change("p03@x", PresenceState.Away, PresenceState.Busy, 21);
        var lines = Shown(height: 9).Split('\n', StringSplitOptions.TrimEntries);
        Assert.Equal(["CONTACT", "p03@x", "p20@x", "p19@x", "p18@x", "p17@x", "15"], lines.Take(7).Select(line => line.Split(' ')[0]));
        Assert.Equal("15 more do not fit into the window. Those above changed last.", lines[6]);
        Assert.True(lines.Length < 9);
        Assert.Equal(20, Shown(height: 30).Split('\n').Count(line => line.StartsWith('p')));
    }

    [Theory]
    [InlineData(120, "CONTACT STATE SINCE BEFORE")]
    [InlineData(50, "CONTACT STATE SINCE")]
    [InlineData(30, "CONTACT STATE")]
    public void In_a_narrow_window_there_are_fewer_columns_and_a_long_name_is_cut(int width, string headings)
    {
        Change(
            "a-very-long-name-of-somebody-with-many-given-names-and-a-title@example.com",
            PresenceState.Busy,
            PresenceState.Unavailable,
            1);
        var lines = Shown(width).Split('\n', StringSplitOptions.TrimEntries);
        Assert.Equal(headings, string.Join(' ', lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Contains("UNAVAILABLE", lines[1], StringComparison.Ordinal);
        Assert.Equal(width < 120, lines[1].Contains('…', StringComparison.Ordinal));
        Assert.All(lines, line => Assert.True(line.Length <= width));
        Assert.Equal(2, lines.Length);
    }

    [Fact]
    public void News_are_taken_once()
    {
        Assert.False(_table.TakeNews());
        Change("joe@x", null, PresenceState.Away, 1);
        Assert.True(_table.TakeNews());
        Assert.False(_table.TakeNews());
    }

    private void Change(string contact, PresenceState? before, PresenceState after, long sequence) =>
        _table.Apply(
            new PresenceChanged
            {
                Change = new PresenceChange
                {
                    Contact = contact,
                    Before = before,
                    After = after,
                    At = Now,
                    How = LearnedBy.Notification,
                    Sequence = sequence,
                },
            });

    private static string[] Words(string line) =>
        [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(w => !w.Contains(':', StringComparison.Ordinal))];

    private string Shown(int width = 120, int height = 50)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.No,
                ColorSystem = ColorSystemSupport.NoColors,
                Out = new AnsiConsoleOutput(text),
            });
        console.Profile.Width = width;
        console.Write(_table.Render(width, height));
        return text.ToString().Trim();
    }
}
