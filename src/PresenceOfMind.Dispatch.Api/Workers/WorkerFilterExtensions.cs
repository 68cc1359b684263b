using Microsoft.AspNetCore.Http;
using PresenceOfMind.Dispatch.Api.Http;
using PresenceOfMind.Dispatch.Workers;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Api.Workers;

/// <summary>Which workers a list shows, and in which order.</summary>
internal static class WorkerFilterExtensions
{
    private static readonly string[] Sorts = ["contact", "name"];

    /// <summary>What such a list takes.</summary>
    public static IReadOnlyList<ApiParameter> Parameters { get; } =
    [
        new("text", "Only workers whose name or contact contains this text."),
        new("presence", "Only workers with this presence, spelled as on the wire: AVAILABLE, …."),
        new("able", "Only workers who are eligible for a task of a usual channel, or only the others.", ["true", "false"]),
        new("sort", "contact, the default, or name; with - in front the last comes first.", ["contact", "name", "-contact", "-name"]),
        ApiParameter.Limit,
        ApiParameter.Cursor,
        ApiParameter.At,
    ];

    /// <summary>The page that a query asks for.</summary>
    /// <exception cref="ApiException">A parameter is not valid.</exception>
    public static ListBody<WorkerView> Filter(this IQueryCollection query, ListCursor cursors, IReadOnlyList<WorkerView> workers)
    {
        var text = query.One("text");
        var presence = Presence(query);
        bool? able = query.One("able") is null ? null : query.Flag("able");
        var sort = query.One("sort") ?? Sorts[0];
        var by = sort.TrimStart('-');
        return sort.Length - by.Length <= 1 && Sorts.Contains(by, StringComparer.Ordinal)
            ? query.Page(
                cursors,
                workers.Where(
                    w => (able is null || w.Able == able)
                        && (presence is null || w.Presence == presence)
                        && (text is null || Has(w, text))),
                w => by == "name" ? $"{w.Name}\n{w.Contact}" : w.Contact.Value,
                descending: sort != by)
            : throw ApiException.Field("sort", $"sort is one of: {string.Join(", ", Sorts)}, with - in front or without.");
    }

    private static PresenceState? Presence(IQueryCollection query) => query.One("presence") switch
    {
        null => null,
        var name when PresenceStates.TryParse(name, out var state) => state,
        _ => throw ApiException.Field(
            "presence",
            $"A presence is one of: {string.Join(", ", Enum.GetValues<PresenceState>().Select(s => s.ToWire()))}."),
    };

    private static bool Has(WorkerView worker, string text) =>
        worker.Name.Contains(text, StringComparison.OrdinalIgnoreCase)
        || worker.Contact.Value.Contains(text, StringComparison.OrdinalIgnoreCase);
}
