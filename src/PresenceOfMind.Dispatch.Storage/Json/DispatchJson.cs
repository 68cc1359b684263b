using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using PresenceOfMind.Dispatch.Core.Calendars;

namespace PresenceOfMind.Dispatch.Storage.Json;

/// <summary>
/// The dispatcher's JSON, the same in the API, in files and in the log: members in camelCase, names of choices in small letters with
/// hyphens, presence as on the wire. What is read must fit: no unknown member, none twice, no null where none is meant.
/// </summary>
internal static class DispatchJson
{
    /// <summary>The deepest that is read.</summary>
    public const int MaxDepth = 32;

    /// <summary>How values are read and written.</summary>
    public static JsonSerializerOptions Options { get; } = MakeOptions();

    /// <summary>What is known of a type.</summary>
    public static JsonTypeInfo<T> GetTypeInfo<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    /// <summary>The bytes of a value.</summary>
    public static byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, GetTypeInfo<T>());

    /// <summary>Puts the dispatcher's spelling into options, for whoever describes or writes its types.</summary>
    /// <param name="options">The options.</param>
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.MaxDepth = MaxDepth;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Converters.Add(new PresenceStateJson());
        options.Converters.Add(new AttributeValueJson());
        options.Converters.Add(new TimeOfDayJson());
        options.Converters.Add(new TextIdJson());
        options.Converters.Add(new WholeNumberJson<int>());
        options.Converters.Add(new WholeNumberJson<long>());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));

        // Not generated source: that would set what a text leaves out to nothing, rather than to its default.
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { SpellEndOfDay } };
    }

    private static void SpellEndOfDay(JsonTypeInfo type)
    {
        if (type.Type == typeof(WorkingHours))
        {
            type.Properties.Single(p => p.Name == "to").CustomConverter = new EndOfDayJson();
        }
    }

    private static JsonSerializerOptions MakeOptions()
    {
        var options = new JsonSerializerOptions();
        Configure(options);
        options.MakeReadOnly();
        return options;
    }
}
