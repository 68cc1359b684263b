using PresenceOfMind.Client.Watching;

namespace PresenceOfMind.App.Commands.Pws;

/// <summary>Says when presence is no longer confirmed, and when it is again: each once.</summary>
/// <param name="say">Takes a line.</param>
internal sealed class ConfirmationOutput(Action<string> say)
{
    private string? _lost;
    private bool _wasConfirmed;

    /// <summary>Takes what happened.</summary>
    /// <param name="happened">What happened.</param>
    /// <param name="state">How the watcher fares now; it is live when every contact is confirmed.</param>
    public void Apply(WatcherEvent happened, WatcherState state)
    {
        switch (happened)
        {
            case SourceLost { Reason: var reason } when reason != _lost:
                _lost = reason;
                say($"presence is {(_wasConfirmed ? "no longer confirmed" : "not known yet")}: {reason} pom retries.");
                break;
            case Fetched when state == WatcherState.Live:
                if (_lost is not null)
                {
                    say(_wasConfirmed ? "presence is confirmed again." : "presence is confirmed now.");
                }

                (_lost, _wasConfirmed) = (null, true);
                break;
        }
    }
}
