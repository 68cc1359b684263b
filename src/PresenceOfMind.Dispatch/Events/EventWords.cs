using System.Text.Json.Nodes;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Rules.Explanations;
using PresenceOfMind.Dispatch.Storage.Events;

namespace PresenceOfMind.Dispatch.Events;

/// <summary>Says causes in words where the log keeps codes alone.</summary>
internal static class EventWords
{
    private static readonly HashSet<Type> Types = [typeof(OfferEnded), typeof(WebhookDue), typeof(WorkerPaused)];

    /// <summary>An event's members, with the words.</summary>
    public static string Add(EventRow row) => EventNames.Find(row.Type) is { } type && Types.Contains(type)
        ? EventJson.Read(row.Type, row.Body) switch
        {
            OfferEnded { Because: { } because } => Add(row.Body, "reason", CauseWords.Of(because)),
            WebhookDue { Because: null } due => Add(row.Body, "because", CauseWords.Of(due)),
            WorkerPaused { Cause: PauseCause.NoAnswer, Reason: null } => Add(row.Body, "reason", CauseWords.NoAnswer),
            _ => row.Body,
        }
        : row.Body;

    /// <summary>An event's members, with the words, for a worker: of others' presence in one report nothing is left.</summary>
    public static string AddForWorker(EventRow row, Contact worker) =>
        EventNames.Find(row.Type) == typeof(PresenceReported) && EventJson.Read(row.Type, row.Body) is PresenceReported report
            ? EventJson.Write(report with { States = [.. report.States.Where(s => s.Contact == worker)] })
            : Add(row);

    private static string Add(string body, string member, string words)
    {
        var members = JsonNode.Parse(body)!.AsObject();
        members.Add(member, words);
        return members.ToJsonString();
    }
}
