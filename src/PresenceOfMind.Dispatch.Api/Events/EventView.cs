using System.Text.Json.Serialization;
using PresenceOfMind.Dispatch.Storage.Events;
using PresenceOfMind.Dispatch.Storage.Json;

namespace PresenceOfMind.Dispatch.Api.Events;

/// <summary>An entry of a team's log.</summary>
/// <param name="Position">From 1, without gaps.</param>
/// <param name="At">What the clock said, UTC. It may step; see <paramref name="Elapsed"/>.</param>
/// <param name="Elapsed">The team's own time in milliseconds, which never goes backwards: only differences mean anything.</param>
/// <param name="Type">The event's name.</param>
/// <param name="Data">Its members: a JSON object, with causes in words beside their codes.</param>
public sealed record EventView(
    long Position, DateTimeOffset At, long Elapsed, string Type, [property: JsonConverter(typeof(RawJson))] string Data)
{
    internal static EventView From(EventRow row) =>
        new(row.Position, DateTimeOffset.FromUnixTimeMilliseconds(row.At), row.Elapsed ?? row.At, row.Type, EventWords.Add(row));
}
