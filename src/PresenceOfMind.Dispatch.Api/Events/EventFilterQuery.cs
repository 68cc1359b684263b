using System.Globalization;
using Microsoft.AspNetCore.Http;
using PresenceOfMind.Dispatch.Api.Http;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Storage.Events;

namespace PresenceOfMind.Dispatch.Api.Events;

/// <summary>Which events a request asks for: the query parameters of the list and of the stream of events.</summary>
internal static class EventFilterQuery
{
    /// <summary>How many values of one parameter are taken.</summary>
    private const int MostValues = 100;

    /// <summary>The parameters.</summary>
    public static IReadOnlyList<ApiParameter> Parameters { get; } =
    [
        new("type", "Only events of these names, separated by commas, or given several times.", EventNames.All),
        new("task", "Only events about this task. It may be given several times."),
        new("worker", "Only events about this worker. It may be given several times."),
    ];

    /// <summary>Reads the parameters.</summary>
    /// <param name="query">The request's query.</param>
    /// <exception cref="ApiException">One names no event, is empty, or is there too often.</exception>
    public static EventFilter Read(IQueryCollection query) => new()
    {
        Types = [.. Values(query, "type").SelectMany(v => v.Split(',')).Select(Name).Distinct(StringComparer.Ordinal)],
        Tasks = [.. Values(query, "task").Select(v => new TaskId(v)).Distinct()],
        Workers = [.. Values(query, "worker").Select(Contact.Spelled).Distinct()],
    };

    /// <summary>Reads after which event a reader wants to begin.</summary>
    /// <param name="name">The parameter or header, for the fault.</param>
    /// <param name="text">An event's id, or a position alone; null for neither.</param>
    /// <exception cref="ApiException">It is neither.</exception>
    public static EventReference? ReadAfter(string name, string? text) => text switch
    {
        null => null,
        _ when EventReference.TryParse(text, out var reference) => reference,
        _ when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var position) => new EventReference("", position),
        _ => throw ApiException.Field(name, $"{name} is the id of an event, as the last one that was read has it, or a position from 0."),
    };

    private static IReadOnlyList<string> Values(IQueryCollection query, string name)
    {
        var values = query[name];
        return values.Count > MostValues ? throw ApiException.Field(name, $"{name} may be given at most {MostValues} times.")
            : values.Any(string.IsNullOrEmpty) ? throw ApiException.Field(name, $"{name} must not be empty.")
            : [.. values.OfType<string>()];
    }

    private static string Name(string text) => EventNames.All.Contains(text, StringComparer.Ordinal)
        ? text
        : throw ApiException.Field("type", $"There is no event of that name. The names are: {string.Join(", ", EventNames.All)}.");
}
