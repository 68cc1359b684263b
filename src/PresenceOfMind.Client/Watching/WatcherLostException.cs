using PresenceOfMind.Protocol;

namespace PresenceOfMind.Client.Watching;

/// <summary>
/// What was waited for did not come: the watcher cannot confirm every contact. It goes on trying. The inner exception is what the
/// server or the connection said (<see cref="PwsException"/>, <see cref="PwsTransportException"/>), where
/// there is one.
/// </summary>
public sealed class WatcherLostException : PresenceException
{
    internal WatcherLostException(string reason, Exception? inner)
        : base(reason, inner)
    {
    }
}
