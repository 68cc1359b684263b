using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using PresenceOfMind.Access.Audit;

namespace PresenceOfMind.Access.Http;

/// <summary>An entry of the audit in JSON.</summary>
public sealed record AuditView
{
    /// <summary>Its number.</summary>
    public long Position { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>By what the caller was verified.</summary>
    public required string Kind { get; init; }

    /// <summary>The verified caller; null where nobody was verified.</summary>
    public string? Actor { get; init; }

    /// <summary>The address of the caller; null for a command on the data folder.</summary>
    public string? Address { get; init; }

    /// <summary>What was asked for.</summary>
    public required string Action { get; init; }

    /// <summary>What it was done to.</summary>
    public string? Subject { get; init; }

    /// <summary>The team; null for none.</summary>
    public string? Team { get; init; }

    /// <summary>How it ended: done, refused or unknown.</summary>
    public required string Outcome { get; init; }

    /// <summary>The reason of a refusal.</summary>
    public string? Code { get; init; }

    /// <summary>What is another after the change, as it was before.</summary>
    public JsonNode? Before { get; init; }

    /// <summary>The same after the change.</summary>
    public JsonNode? After { get; init; }

    /// <summary>For how many equal requests it stands.</summary>
    public long Count { get; init; }

    /// <summary>An entry as it is shown.</summary>
    /// <param name="entry">The entry.</param>
    public static AuditView From(AuditEntry entry) => new()
    {
        Position = entry.Position,
        At = entry.At,
        Kind = entry.Kind,
        Actor = entry.Actor,
        Address = entry.Address,
        Action = entry.Action,
        Subject = entry.Subject,
        Team = entry.Team,
        Outcome = entry.Outcome.ToName(),
        Code = entry.Code,
        Before = entry.Before is null ? null : JsonNode.Parse(entry.Before),
        After = entry.After is null ? null : JsonNode.Parse(entry.After),
        Count = entry.Count,
    };
}

/// <summary>A page of the audit.</summary>
/// <param name="Items">The entries, from the newest on.</param>
/// <param name="Next">What to give as <c>cursor</c> for the next page; null where there is none.</param>
public sealed record AuditPage(IReadOnlyList<AuditView> Items, string? Next);

/// <summary>The JSON of the audit.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(AuditView))]
[JsonSerializable(typeof(AuditPage))]
public sealed partial class AuditJson : JsonSerializerContext;
