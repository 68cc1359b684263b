namespace PresenceOfMind.App.Output;

/// <summary>An error that is shown to the user in one line, with its exit code. It is never shown with a stack trace.</summary>
internal sealed class UserException(ExitCode code, string message, Exception? inner = null) : Exception(message, inner)
{
    public ExitCode Code { get; } = code;
}
