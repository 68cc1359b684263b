using System.Text.Json;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Storage.Json;

namespace PresenceOfMind.Dispatch.Storage.Events;

/// <summary>
/// How events are kept: their name, and beside it their members in JSON. The names stand in <see cref="EventNames"/>; since an event
/// is looked up by its name, no reader has to search a text for it.
/// </summary>
internal static class EventJson
{
    /// <summary>An event's members.</summary>
    public static string Write(TeamEvent e) => JsonSerializer.Serialize(e, e.GetType(), DurableJson.Options);

    /// <summary>Makes an event from what is kept of it.</summary>
    /// <exception cref="JsonException">It is no event that this release knows.</exception>
    public static TeamEvent Read(string name, string body) =>
        EventNames.Find(name) is { } type
            ? (TeamEvent)(JsonSerializer.Deserialize(body, type, DurableJson.Options) ?? throw new JsonException("An event is null."))
            : throw new JsonException($"This release knows no event {name}.");
}
