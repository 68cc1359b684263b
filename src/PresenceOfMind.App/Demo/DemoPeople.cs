using PresenceOfMind.App.People;

namespace PresenceOfMind.App.Demo;

/// <summary>The demo's people, and the application user for whoever plays with them.</summary>
internal static class DemoPeople
{
    /// <summary>The domain of the demo's people.</summary>
    public const string Domain = "localhost";

    public static DirectoryFile Directory { get; } = new()
    {
        People =
        [
            new("aisha", "Aisha Rahman"),
            new("bruno", "Bruno Keller"),
            new("carlotta", "Carlotta Marino"),
            new("dmitri", "Dmitri Volkov"),
            new("elena", "Elena Petrova"),
            new("felix", "Felix Wagner"),
            new("grace", "Grace Okafor"),
            new("hiro", "Hiro Tanaka"),
            new("ines", "Inês Ferreira"),
            new("jonas", "Jonas Lindqvist"),
            new("kamala", "Kamala Nair"),
            new("liam", "Liam Byrne"),
        ],
        AppUsers = [new("demo", "demo")],
    };

    /// <summary>The people as contacts.</summary>
    public static IReadOnlyList<string> Contacts { get; } = [.. Directory.People.Select(person => $"{person.User}@{Domain}")];
}
