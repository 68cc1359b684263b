namespace PresenceOfMind.App.Output;

/// <summary>How a command ended.</summary>
internal enum ExitCode
{
    /// <summary>Done.</summary>
    Done = 0,

    /// <summary>The server refused it.</summary>
    Refused = 1,

    /// <summary>Wrong usage, a wrong setting, or a folder, file or port that cannot be used.</summary>
    Usage = 2,

    /// <summary>The server cannot be reached.</summary>
    Unreachable = 3,

    /// <summary>It works, but the doctor has doubts, or skipped important steps.</summary>
    Doubtful = 4,

    /// <summary>It was broken off, by Ctrl+C for example, and may have done a part.</summary>
    Interrupted = 130,
}
