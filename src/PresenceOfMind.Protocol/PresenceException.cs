namespace PresenceOfMind.Protocol;

/// <summary>
/// What a Presence Web Service, or the way to it, does wrong: the base of all exceptions of this library that do not say that the
/// caller made a mistake. Its message is one line, fit for a log.
/// </summary>
public abstract class PresenceException : Exception
{
    private protected PresenceException(string message, Exception? inner)
        : base(message, inner)
    {
    }
}
