namespace PresenceOfMind.App.Output;

/// <summary>Writes words as a shell takes them, for commands that people copy.</summary>
internal static class ShellText
{
    /// <summary>A word as it is, or in single quotes where a shell would read it otherwise.</summary>
    /// <param name="word">The word.</param>
    public static string Quote(string word) =>
        word.Length > 0 && word.All(c => char.IsLetterOrDigit(c) || "-_./:@,=+%\\".Contains(c, StringComparison.Ordinal))
        ? word
        : OperatingSystem.IsWindows() ? $"\"{word}\""
        : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
