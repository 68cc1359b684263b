using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace PresenceOfMind.Dispatch.Storage.Json;

/// <summary>Says in words what a type takes.</summary>
internal static class JsonTypeText
{
    /// <summary>For a sentence that begins with "takes".</summary>
    public static string Describe(JsonTypeInfo type)
    {
        var plain = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
        return type.Kind switch
        {
            JsonTypeInfoKind.Object => "a JSON object",
            JsonTypeInfoKind.Dictionary => "a JSON object with " + Describe(
                type.Options.GetTypeInfo(type.ElementType!)) + " for each member",
            JsonTypeInfoKind.Enumerable => "a list, each of it " + Describe(type.Options.GetTypeInfo(type.ElementType!)),
            _ when plain.IsEnum => "one of: " + string.Join(
                ", ",
                Enum.GetValuesAsUnderlyingType(plain).Cast<object>().Select(v => Spell(Enum.ToObject(plain, v), type.Options))),
            _ => OfValue(plain),
        };
    }

    private static string OfValue(Type type) => type switch
    {
        _ when type == typeof(string) || TextIdJson.IsTextId(type) => "a text",
        _ when type == typeof(int) || type == typeof(long) => "a whole number",
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(DateTimeOffset) => "a time as 2026-01-31T09:00:00Z",
        _ when type == typeof(DateOnly) => "a day as 2026-01-31",
        _ when type == typeof(TimeOnly) => "a time of day as 09:00",
        _ when type == typeof(Uri) => "an address",
        _ => "another value",
    };

    private static string Spell(object value, JsonSerializerOptions options) =>
        JsonSerializer.SerializeToElement(value, options.GetTypeInfo(value.GetType())).GetString() ?? "";
}
