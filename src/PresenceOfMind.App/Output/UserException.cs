namespace PresenceOfMind.App.Output;

/// <summary>An error that is shown to the user in one line, with its exit code. It is never shown with a stack trace.</summary>
internal sealed class UserException(ExitCode code, string message, Exception? inner = null) : Exception(message, inner)
{
    public ExitCode Code { get; } = code;

    /// <summary>Whether the same may work later, for a command that goes on. By default where the program could not be reached.</summary>
    public bool MayPass { get; init; } = code is ExitCode.Unreachable;

    /// <summary>In how long it may work; null where nobody said.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
