using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Storage.Json;

namespace PresenceOfMind.Dispatch.Api.Http;

/// <summary>Some of many, with where the next page begins.</summary>
/// <param name="Items">In the order that was asked for.</param>
/// <param name="Next">What to give as <c>cursor</c> for the next page; null where there is none.</param>
public sealed record ListBody<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Says which worker.</summary>
internal sealed record WorkerBody
{
    /// <summary>The worker's contact.</summary>
    public required Contact Worker { get; init; }
}

/// <summary>Takes or refuses an offer.</summary>
internal sealed record OfferBody
{
    /// <summary>The contact of who answers.</summary>
    public required Contact Worker { get; init; }

    /// <summary>The offer's number; the worker's last one for this task by default.</summary>
    public long? Offer { get; init; }

    /// <summary>Why, in a line, where it is declined; none by default.</summary>
    public string? Reason { get; init; }
}

/// <summary>How a task was done.</summary>
internal sealed record CompleteBody
{
    /// <summary>One of the queue's outcomes; needed where it has any.</summary>
    public string? Outcome { get; init; }

    /// <summary>A note; none by default.</summary>
    public string? Note { get; init; }
}

/// <summary>Where a task goes: to a worker or a queue.</summary>
internal sealed record TransferBody
{
    /// <summary>The only one who may take it from now on; nobody by default.</summary>
    public Contact? Worker { get; init; }

    /// <summary>The queue that it goes to; its own by default.</summary>
    public QueueName? Queue { get; init; }

    /// <summary>Why, in a line; none by default.</summary>
    public string? Reason { get; init; }
}

/// <summary>Says why.</summary>
internal sealed record ReasonBody
{
    /// <summary>Why, in a line; none by default.</summary>
    public string? Reason { get; init; }
}

/// <summary>Says why somebody takes no work.</summary>
internal sealed record PauseBody
{
    /// <summary>Why: break, training, ….</summary>
    public required string Reason { get; init; }
}

/// <summary>A note.</summary>
internal sealed record NoteBody
{
    /// <summary>What it says.</summary>
    public required string Text { get; init; }
}

/// <summary>What of a task is to be another, as a JSON merge patch (RFC 7396): what is left out stays.</summary>
internal sealed record ChangeBody
{
    /// <summary>The title.</summary>
    [DisallowNull]
    public string? Title { get; init; }

    /// <summary>A JSON object: its members are set, those that are null go, and all others stay. Null takes all attributes away.</summary>
    [JsonConverter(typeof(RawPatch))]
    public string? Attributes { get; init; }

    /// <summary>The priority, -1000 to 1000.</summary>
    [DisallowNull]
    public int? Priority { get; init; }
}

/// <summary>A team to be made.</summary>
internal sealed record NewTeam
{
    /// <summary>Its name: 1 to 100 characters of A-Z, a-z, 0-9, <c>-</c>, <c>_</c>, <c>.</c> and <c>~</c>.</summary>
    public required TeamName Name { get; init; }

    /// <summary>Its configuration; an empty one by default.</summary>
    public TeamSettings? Configuration { get; init; }
}

/// <summary>A team by its name.</summary>
/// <param name="Team">The name.</param>
internal sealed record TeamEntry(TeamName Team);

/// <summary>A command without more to say.</summary>
internal sealed record EmptyBody;
