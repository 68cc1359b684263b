using System.Text.Json.Serialization;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Events;
using PresenceOfMind.Dispatch.Storage.Events;
using PresenceOfMind.Dispatch.Storage.Json;

namespace PresenceOfMind.Dispatch.Api.Events;

/// <summary>An entry of a team's log, in lists and in the event stream.</summary>
/// <param name="Id">Names it beyond its team, as <c>epoch:position</c>: a reader goes on after it.</param>
/// <param name="Position">From 1, without gaps.</param>
/// <param name="At">What the clock said, UTC. It may step; see <paramref name="Elapsed"/>.</param>
/// <param name="Elapsed">The team's own time in milliseconds, which never goes backwards: only differences mean anything.</param>
/// <param name="Type">The event's name.</param>
/// <param name="Data">Its members: a JSON object, with causes in words beside their codes.</param>
public sealed record EventView(
    string Id, long Position, DateTimeOffset At, long Elapsed, string Type, [property: JsonConverter(typeof(RawJson))] string Data)
{
    /// <summary>An entry for a reader.</summary>
    /// <param name="row">The entry, as it is kept.</param>
    /// <param name="worker">The worker for whom alone the reader may read; null for no such limit.</param>
    internal static EventView From(EventRow row, Contact? worker) => new(
        row.Reference.ToString(),
        row.Position,
        DateTimeOffset.FromUnixTimeMilliseconds(row.At),
        row.Elapsed ?? row.At,
        row.Type,
        worker is { } own ? EventWords.AddForWorker(row, own) : EventWords.Add(row));
}
