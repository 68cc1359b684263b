using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using PresenceOfMind.Dispatch.Storage.Json;

namespace PresenceOfMind.Dispatch.Api.Events;

/// <summary>Describes how events are written, as JSON Schema.</summary>
internal static class EventSchema
{
    private const string Pointer = "$ref";

    /// <summary>Describes a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="options">How its values are written.</param>
    /// <param name="place">Where the description will stand, since a part that holds itself points there.</param>
    public static JsonNode Describe(Type type, JsonSerializerOptions options, string place)
    {
        var schema = options.GetJsonSchemaAsNode(
            type, new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Spell });
        Move(schema, place);
        return schema;
    }

    /// <summary>A description without what must be there: every member may lack.</summary>
    /// <param name="schema">The description.</param>
    public static JsonNode WithoutRequired(JsonNode schema)
    {
        switch (schema)
        {
            case JsonObject members:
                if (members["required"] is JsonArray)
                {
                    members.Remove("required");
                }

                members.Select(m => m.Value).OfType<JsonNode>().ToList().ForEach(m => WithoutRequired(m));
                break;
            case JsonArray items:
                items.OfType<JsonNode>().ToList().ForEach(i => WithoutRequired(i));
                break;
        }

        return schema;
    }

    /// <summary>What the library cannot know: the spelling of our converters, whose schema it leaves open.</summary>
    private static JsonNode Spell(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (schema.GetValueKind() is not JsonValueKind.True)
        {
            return schema;
        }

        var declared = context.PropertyInfo?.PropertyType ?? context.TypeInfo.Type;
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        var mayBeNull = Nullable.GetUnderlyingType(declared) is not null || context.PropertyInfo?.IsGetNullable == true;
        var converter = context.PropertyInfo?.CustomConverter ?? context.TypeInfo.Converter;
        return converter is RawJson ? Typed("object", mayBeNull)
            : TextIdJson.IsTextId(type) ? Typed("string", mayBeNull)
            : type == typeof(int) || type == typeof(long) ? Typed("integer", mayBeNull)
            : type == typeof(DateTimeOffset) ? Typed("string", mayBeNull, "date-time")
            : type == typeof(TimeOnly) ? Typed("string", mayBeNull)
            : type.IsEnum ? Choices(type, mayBeNull)
            : schema;
    }

    private static JsonObject Typed(string name, bool mayBeNull, string? format = null)
    {
        var schema = new JsonObject { ["type"] = mayBeNull ? new JsonArray(name, "null") : name };
        if (format is not null)
        {
            schema["format"] = format;
        }

        return schema;
    }

    private static JsonObject Choices(Type type, bool mayBeNull)
    {
        var values = Enum.GetValuesAsUnderlyingType(type).Cast<object>()
            .Select(v => JsonNode.Parse(JsonSerializer.Serialize(Enum.ToObject(type, v), type, DispatchJson.Options)))
            .ToList();
        return new JsonObject { ["enum"] = new JsonArray([.. mayBeNull ? values.Append(null) : values]) };
    }

    /// <summary>The library's pointers begin at the type's own description; here each stands somewhere in a document.</summary>
    private static void Move(JsonNode? schema, string place)
    {
        switch (schema)
        {
            case JsonObject members:
                if (members[Pointer] is JsonValue pointer)
                {
                    members[Pointer] = place + pointer.GetValue<string>()[1..];
                }

                foreach (var (_, member) in members.ToList())
                {
                    Move(member, place);
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    Move(item, place);
                }

                break;
        }
    }
}
