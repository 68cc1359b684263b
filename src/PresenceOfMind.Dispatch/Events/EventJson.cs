using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using PresenceOfMind.Dispatch.Json;

namespace PresenceOfMind.Dispatch.Events;

/// <summary>
/// How events are kept: their name, and beside it their members in JSON. The names stand at <see cref="TeamEvent"/>; since an event
/// is looked up by its name, no reader has to search a text for it.
/// </summary>
internal static class EventJson
{
    private static readonly FrozenDictionary<string, Type> ByName = Derived().ToFrozenDictionary(d => d.Name, d => d.Type, StringComparer.Ordinal);

    private static readonly FrozenDictionary<Type, string> ByType = Derived().ToFrozenDictionary(d => d.Type, d => d.Name);

    /// <summary>The names of all events, in order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. ByName.Keys.Order(StringComparer.Ordinal)];

    /// <summary>What the log calls an event.</summary>
    public static string NameOf(TeamEvent e) => ByType[e.GetType()];

    /// <summary>An event's members.</summary>
    public static string Write(TeamEvent e) => JsonSerializer.Serialize(e, e.GetType(), KeptJson.Options);

    /// <summary>Makes an event from what is kept of it.</summary>
    /// <exception cref="JsonException">It is no event that this release knows.</exception>
    public static TeamEvent Read(string name, string body) =>
        ByName.TryGetValue(name, out var type)
            ? (TeamEvent)(JsonSerializer.Deserialize(body, type, KeptJson.Options) ?? throw new JsonException("An event is null."))
            : throw new JsonException($"This release knows no event {name}.");

    private static IEnumerable<(Type Type, string Name)> Derived() =>
        typeof(TeamEvent).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(a => (a.DerivedType, (string)a.TypeDiscriminator!));
}
