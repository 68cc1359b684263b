namespace PresenceOfMind.Dispatch.Teams;

/// <summary>Who asks for a command, for the log, and what the right to ask rests on.</summary>
public sealed record CommandOrigin
{
    /// <summary>In whose name: a contact or a name; null where nobody says.</summary>
    public string? By { get; init; }

    /// <summary>Who was verified to ask, such as <c>account:anna</c>; null where nobody was asked.</summary>
    public string? Actor { get; init; }

    /// <summary>The version of the task in which the command is allowed; null for any.</summary>
    public long? Version { get; init; }
}
