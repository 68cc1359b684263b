using System.Text.Json.Serialization;
using PresenceOfMind.Dispatch.Api;

namespace PresenceOfMind.Dispatch.Events;

/// <summary>An entry of a team's log.</summary>
/// <param name="Position">From 1, without gaps.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Type">The event's name.</param>
/// <param name="Data">Its members: a JSON object.</param>
public sealed record EventView(long Position, DateTimeOffset At, string Type, [property: JsonConverter(typeof(RawJson))] string Data)
{
    internal static EventView Of(EventRow row) => new(row.Position, DateTimeOffset.FromUnixTimeMilliseconds(row.At), row.Type, row.Body);
}
