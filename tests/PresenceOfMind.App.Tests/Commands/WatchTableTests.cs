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
        Assert.Equal("Asking…", Shown());
        _table.Apply(new SourceLost("the server cannot be reached", Now));
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
        _table.Apply(new SourceLost("no answer", Now));
        Assert.Contains("Not sure any more: no answer", Shown(), StringComparison.Ordinal);
        _table.Apply(new Fetched(Now, Now, [], [], 1));
        Assert.DoesNotContain("Not sure", Shown(), StringComparison.Ordinal);
        Assert.Contains("Confirmed at ", Shown(), StringComparison.Ordinal);
    }

    private void Change(string contact, PresenceState? before, PresenceState after, long sequence) =>
        _table.Apply(new PresenceChanged(new PresenceChange(contact, before, after, Now, LearnedBy.Notification, sequence)));

    private static string[] Words(string line) => [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(w => !w.Contains(':', StringComparison.Ordinal))];

    private string Shown()
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = 120;
        console.Write(_table.Render());
        return text.ToString().Trim();
    }
}
