using PresenceOfMind.Protocol;

namespace PresenceOfMind.Client.Watching;

/// <summary>
/// A reader of a watcher was too slow: more events waited for it than <see cref="PresenceWatcherOptions.ReaderBacklog"/>
/// takes. Read anew, which begins with the current state.
/// </summary>
public sealed class WatcherReaderException : PresenceException
{
    internal WatcherReaderException(int waiting)
        : base(
            $"The reader is too slow: {waiting} events wait for it. Read again, which begins with the current state, or raise the "
                + $"setting {nameof(PresenceWatcherOptions.ReaderBacklog)}.",
            null)
    {
    }
}
