namespace PresenceOfMind.Access.Sessions;

/// <summary>Where a browser is sent after a sign-in: to a page of this program, and never elsewhere.</summary>
public static class LocalPath
{
    /// <summary>The first page.</summary>
    public const string Start = "/";

    /// <summary>A path of this program, with its query; the first page where the text is none.</summary>
    /// <param name="text">What an address or a form says.</param>
    public static string From(string? text) =>
        text is ['/', ..]
        && text is not ['/', '/' or '\\', ..]
        && !text.Any(char.IsControl)
        && !text.Contains('\\', StringComparison.Ordinal)
            ? text
            : Start;
}
