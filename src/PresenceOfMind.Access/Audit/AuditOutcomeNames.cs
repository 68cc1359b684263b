namespace PresenceOfMind.Access.Audit;

/// <summary>Outcomes as the API, the exports and the database call them.</summary>
public static class AuditOutcomeNames
{
    private static readonly string[] Names = ["done", "refused", "unknown"];

    /// <summary>The name of an outcome.</summary>
    /// <param name="outcome">The outcome.</param>
    public static string ToName(this AuditOutcome outcome) => Names[(int)outcome];

    /// <summary>The outcome of a name that <see cref="ToName"/> gave.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="ArgumentException">No outcome has the name.</exception>
    public static AuditOutcome Parse(string name) => Array.IndexOf(Names, name) is >= 0 and var index
        ? (AuditOutcome)index
        : throw new ArgumentException($"No outcome is called {name}.", nameof(name));
}
