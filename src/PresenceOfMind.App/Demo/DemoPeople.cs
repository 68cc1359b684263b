using PresenceOfMind.App.People;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Identity;

namespace PresenceOfMind.App.Demo;

/// <summary>The demo's people, and the application user for people who try the demo.</summary>
internal static class DemoPeople
{
    /// <summary>The domain of the demo's people.</summary>
    public const string Domain = "localhost";

    /// <summary>The team that they are.</summary>
    public const string Team = "demo";

    /// <summary>The titles of the tasks that the tour and the banner add; all other tasks are the user's own.</summary>
    public static IReadOnlySet<string> TaskTitles { get; } = new HashSet<string>
    {
        "Ring back Ms Osei",
        "Reset a password",
        "Order a headset",
        "Call the customer back",
    };

    /// <summary>Who they are.</summary>
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

    /// <summary>The team's settings.</summary>
    public static TeamSettings Settings { get; } = new()
    {
        Workers = [.. Directory.People.Select(person => new WorkerSettings { Contact = new Contact(Contact(person)), Name = person.Name })],
    };

    private static string Contact(PersonEntry person) => $"{person.User}@{Domain}";
}
