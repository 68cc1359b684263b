namespace PresenceOfMind.App;

/// <summary>What a user is told in one line, and the exit code that goes with it. It is never shown with a stack.</summary>
internal sealed class UserException(ExitCode code, string message, Exception? inner = null) : Exception(message, inner)
{
    public ExitCode Code { get; } = code;
}
