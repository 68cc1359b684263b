using System.Text.Json;
using System.Text.Json.Serialization;
using PresenceOfMind.Dispatch.Queues;
using PresenceOfMind.Dispatch.Routes;

namespace PresenceOfMind.Dispatch.Events;

/// <summary>How events are kept: JSON with the event's name in the member <c>type</c>.</summary>
internal static class EventJson
{
    private static readonly JsonSerializerOptions Options = new(EventJsonContext.Default.Options)
    {
        Converters =
        {
            new PresenceStateJson(),
            Kebab<QueuedBecause>(),
            Kebab<AssignedHow>(),
            Kebab<ExpiredBecause>(),
            Kebab<WebhookWhy>(),
            Kebab<OfferEnd>(),
            Kebab<QueueMode>(),
            Kebab<OverflowAction>(),
            Kebab<ConditionOperator>(),
            Kebab<DayOfWeek>(),
        },
        TypeInfoResolver = EventJsonContext.Default,
    };

    private static JsonStringEnumConverter<T> Kebab<T>()
        where T : struct, Enum => new(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false);

    public static string Write(TeamEvent e) => JsonSerializer.Serialize(e, Options);

    /// <exception cref="JsonException">The text is no event that this release knows.</exception>
    public static TeamEvent Read(string json) => JsonSerializer.Deserialize<TeamEvent>(json, Options) ?? throw new JsonException("An event is null.");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TeamEvent))]
internal sealed partial class EventJsonContext : JsonSerializerContext;
