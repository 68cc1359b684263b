namespace PresenceOfMind.Dispatch.Storage.Teams;

/// <summary>All tables that hold something of a team, and what their texts say of people. Removal and erasure go by this list.</summary>
internal static class TeamTables
{
    /// <summary>The table of heads, whose row is the team.</summary>
    public static TeamTable Head { get; } = new("dispatch_team") { Texts = [new("epoch", TableText.NotPersonal)] };

    /// <summary>The tables.</summary>
    public static IReadOnlyList<TeamTable> All { get; } =
    [
        Head,
        new("dispatch_event")
        {
            Key = "position",
            IsNumbered = true,
            Texts =
            [
                new("type", TableText.NotPersonal),
                new("task", TableText.NotPersonal),
                new("worker", TableText.Contact),
                new("body", TableText.Event) { TypedBy = "type" },
            ],
        },
        new("dispatch_event_of_many") { Texts = [new("worker", TableText.Contact)] },
        new("dispatch_epoch") { Texts = [new("epoch", TableText.NotPersonal)] },
        new("dispatch_snapshot")
        {
            Key = "position",
            IsNumbered = true,
            Texts = [new("body", TableText.Snapshot) { TypedBy = "CAST(shape AS TEXT)" }],
        },
        new("dispatch_task")
        {
            Key = "id",
            Texts =
            [
                new("id", TableText.NotPersonal),
                new("state", TableText.NotPersonal),
                new("queue", TableText.NotPersonal),
                new("worker", TableText.Contact),
                new("channel", TableText.NotPersonal),
                new("title", TableText.Words),
                new("body", TableText.Task),
            ],
        },
        new("dispatch_worker") { Texts = [new("contact", TableText.RowGoes)] },
        new("dispatch_erasure")
        {
            Texts = [new("contact", TableText.RowGoes), new("pseudonym", TableText.NotPersonal), new("names", TableText.RowGoes)],
        },
        new("dispatch_start") { Texts = [new("settings", TableText.NotPersonal)] },
        new("dispatch_removal") { OutlivesTeam = true, Texts = [new("request_key", TableText.NotPersonal)] },
    ];
}

/// <summary>A table that holds something of a team, in rows with a column <c>team</c>.</summary>
/// <param name="Name">Its name.</param>
internal sealed record TeamTable(string Name)
{
    /// <summary>The column that tells its rows apart within a team, where erasure rewrites texts row by row.</summary>
    public string Key { get; init; } = "";

    /// <summary>Whether the key is a number.</summary>
    public bool IsNumbered { get; init; }

    /// <summary>Whether it keeps its rows when the team is removed.</summary>
    public bool OutlivesTeam { get; init; }

    /// <summary>Its columns of texts, but for the team's name.</summary>
    public required IReadOnlyList<TextColumn> Texts { get; init; }
}

/// <summary>A column of texts.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it says of people.</param>
internal sealed record TextColumn(string Name, TableText Kind)
{
    /// <summary>What names the event, for <see cref="TableText.Event"/>, or the shape, for <see cref="TableText.Snapshot"/>.</summary>
    public string? TypedBy { get; init; }
}

/// <summary>What the texts of a column say of people, and so what erasure does with them.</summary>
internal enum TableText
{
    /// <summary>Nothing: identifiers, codes, and digests.</summary>
    NotPersonal,

    /// <summary>A contact, which is replaced.</summary>
    Contact,

    /// <summary>What people wrote.</summary>
    Words,

    /// <summary>An event's members in JSON.</summary>
    Event,

    /// <summary>A task in JSON.</summary>
    Task,

    /// <summary>A packed snapshot.</summary>
    Snapshot,

    /// <summary>The person, until the row is deleted: when the worker leaves the team, or when the erasure has ended.</summary>
    RowGoes,
}
