using PresenceOfMind.App.Commands.Pws;
using PresenceOfMind.Client.Watching;

namespace PresenceOfMind.App.Tests.Commands;

public sealed class WatchTrustTests
{
    private readonly List<string> _said = [];
    private readonly ConfirmationOutput _trust;

    public WatchTrustTests() => _trust = new ConfirmationOutput(_said.Add);

    [Fact]
    public void All_well_is_not_worth_a_line()
    {
        Fetch(WatcherState.Live);
        Fetch(WatcherState.Live);
        Assert.Empty(_said);
    }

    [Fact]
    public void A_loss_and_its_end_are_said_once_each()
    {
        Fetch(WatcherState.Live);
        Lose("The server is gone.");
        Lose("The server is gone.");
        Fetch(WatcherState.Live);
        Fetch(WatcherState.Live);
        Assert.Equal(["presence is no longer confirmed: The server is gone. pom retries.", "presence is confirmed again."], _said);
    }

    [Fact]
    public void It_is_confirmed_again_when_every_contact_is()
    {
        Fetch(WatcherState.Live);
        Lose("Gone.");
        Fetch(WatcherState.Lost);
        Assert.Single(_said);
        Fetch(WatcherState.Live);
        Assert.Equal(2, _said.Count);
    }

    [Fact]
    public void Before_the_first_fetch_nothing_was_confirmed()
    {
        Lose("Gone.");
        Fetch(WatcherState.Live);
        Assert.Equal(["presence is not known yet: Gone. pom retries.", "presence is confirmed now."], _said);
    }

    private void Lose(string reason) => _trust.Apply(new SourceLost { Reason = reason, At = DateTimeOffset.UnixEpoch }, WatcherState.Lost);

    private void Fetch(WatcherState state) =>
        _trust.Apply(
            new Fetched { Began = DateTimeOffset.UnixEpoch, Ended = DateTimeOffset.UnixEpoch, States = [], Changes = [], Sequence = 0 },
            state);
}
