namespace PresenceOfMind.Protocol.Pidf;

/// <summary>What a person does. Sources: RFC 4479, RFC 4480, PWS.</summary>
public sealed record PidfPerson
{
    /// <summary>The element's id; null where it has none.</summary>
    public string? Id { get; init; }

    /// <summary>
    /// The activities in their order, known (<see cref="PidfActivity"/>) or not, and what stands among them, for example
    /// <c>phone-status</c>.
    /// </summary>
    public IReadOnlyList<PidfElement> Activities { get; init; } = [];

    /// <summary>Remarks.</summary>
    public IReadOnlyList<PidfNote> Notes { get; init; } = [];

    /// <summary>How it came about, for example <c>manual</c>; null where it does not say.</summary>
    public string? Class { get; init; }

    /// <summary><c>active</c> or <c>idle</c>; null where it does not say.</summary>
    public string? UserInput { get; init; }

    /// <summary>Whether a <c>user-input</c> says that the person is not there.</summary>
    /// <param name="userInput">Its text; null where there is none.</param>
    public static bool IsIdle(string? userInput) => string.Equals(userInput, "idle", StringComparison.OrdinalIgnoreCase);

    /// <summary>Elements that this library does not know.</summary>
    public IReadOnlyList<PidfElement> Extras { get; init; } = [];
}
