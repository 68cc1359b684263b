using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PresenceOfMind.Dispatch.Api.Http;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Storage.Json;
using PresenceOfMind.Dispatch.Storage.Tasks;

namespace PresenceOfMind.Dispatch.Api.Tasks;

/// <summary>Reads which tasks a request asks for.</summary>
internal static class TaskFilterExtensions
{
    /// <summary>The query parameters of a list of tasks.</summary>
    public static IReadOnlyList<ApiParameter> Parameters { get; } =
    [
        new("state", "Only tasks in one of these states, separated by commas.", [.. TaskStates.All.Select(TaskStates.ToText)]),
        new("queue", "Only tasks of this queue."),
        new("worker", "Only tasks that this contact has, or had when they ended."),
        new("channel", "Only tasks of this channel."),
        new("priority", "Only tasks of at least this priority.", IsNumber: true),
        new("text", "Only tasks whose title contains this text."),
        new("addedFrom", "Only tasks added at this time or later."),
        new("addedUntil", "Only tasks added before this time."),
        new("endedFrom", "Only tasks that ended at this time or later."),
        new("endedUntil", "Only tasks that ended before this time."),
        new(
            "sort",
            "What the list is sorted by; with - in front the greatest comes first. Default -added.",
            [.. Sorts.SelectMany(s => (string[])[s, "-" + s])]),
        ApiParameter.Limit,
        ApiParameter.Cursor,
    ];

    private static IEnumerable<string> Sorts => Enum.GetNames<TaskSort>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName);

    /// <exception cref="ApiException">A parameter does not say what it may.</exception>
    public static TaskQuery ReadTaskQuery(this IQueryCollection query, ListCursor cursors)
    {
        var sort = query.One("sort") ?? "-added";
        var order = sort.StartsWith('-') ? sort[1..] : sort;
        return new TaskQuery
        {
            States = [.. query["state"].SelectMany(v => (v ?? "").Split(',')).Select(State)],
            Queue = QueueName.FromNullable(query.One("queue")),
            Worker = query.Contact("worker"),
            Channel = ChannelName.FromNullable(query.One("channel")),
            PriorityFrom = query.One("priority") is { } priority
                ? int.TryParse(priority, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var least)
                    ? least
                    : throw ApiException.Field("priority", "priority is a whole number.")
                : null,
            Text = query.One("text"),
            AddedFrom = query.Time("addedFrom"),
            AddedUntil = query.Time("addedUntil"),
            EndedFrom = query.Time("endedFrom"),
            EndedUntil = query.Time("endedUntil"),
            Sort = Enum.TryParse<TaskSort>(order, ignoreCase: true, out var by) && Sorts.Contains(order)
                ? by
                : throw ApiException.Field("sort", $"sort is one of: {string.Join(", ", Sorts)}, with - in front or without."),
            Descending = sort.StartsWith('-'),
            Limit = query.Limit(),
            After = cursors.NumberedPlace(),
        };
    }

    private static TaskState State(string text) => TaskStates.TryParse(text, out var state)
        ? state
        : throw ApiException.Field("state", $"A state is one of: {string.Join(", ", TaskStates.All.Select(TaskStates.ToText))}.");
}
