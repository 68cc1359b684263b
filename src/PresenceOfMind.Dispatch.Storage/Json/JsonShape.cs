using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace PresenceOfMind.Dispatch.Storage.Json;

/// <summary>Compares JSON with what a type takes.</summary>
internal sealed class JsonShape
{
    private readonly List<JsonFault> _faults = [];

    private JsonShape()
    {
    }

    /// <summary>Every member that does not fit, in the order in which they stand; none where all fit.</summary>
    public static IReadOnlyList<JsonFault> Check(JsonElement value, JsonTypeInfo type)
    {
        var shape = new JsonShape();
        shape.Walk("", value, type);
        return shape._faults;
    }

    private void Walk(string path, JsonElement value, JsonTypeInfo type)
    {
        switch (type.Kind)
        {
            case JsonTypeInfoKind.Object when value.ValueKind == JsonValueKind.Object:
                WalkObject(path, value, type);
                break;
            case JsonTypeInfoKind.Dictionary when value.ValueKind == JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    WalkPart(Join(path, member.Name), member.Value, type);
                }

                break;
            case JsonTypeInfoKind.Enumerable when value.ValueKind == JsonValueKind.Array:
                foreach (var (index, item) in value.EnumerateArray().Index())
                {
                    WalkPart($"{path}[{index}]", item, type);
                }

                break;
            case JsonTypeInfoKind.None when Fits(value, type):
                break;
            default:
                Fault(path, $"{Last(path)} takes {JsonTypeText.Describe(type)}.");
                break;
        }
    }

    private void WalkPart(string path, JsonElement value, JsonTypeInfo type) =>
        Walk(path, value, type.Options.GetTypeInfo(type.ElementType!));

    private void WalkObject(string path, JsonElement value, JsonTypeInfo type)
    {
        foreach (var member in value.EnumerateObject())
        {
            var known = type.Properties.FirstOrDefault(p => p.Name == member.Name);
            var where = Join(path, member.Name);
            if (known is null || known.Set is null)
            {
                Fault(where, $"There is no such member; {Members(type)}.");
            }
            else if (known.CustomConverter is RawJson)
            {
                continue;
            }
            else if (member.Value.ValueKind == JsonValueKind.Null)
            {
                RefuseNull(where, known, type);
            }
            else
            {
                Walk(where, member.Value, type.Options.GetTypeInfo(known.PropertyType));
            }
        }

        foreach (var needed in type.Properties.Where(p => p.IsRequired && !value.TryGetProperty(p.Name, out _)))
        {
            Fault(Join(path, needed.Name), $"{needed.Name} is needed.");
        }
    }

    private void RefuseNull(string where, JsonPropertyInfo known, JsonTypeInfo type)
    {
        if (known.IsSetNullable && (!known.PropertyType.IsValueType || Nullable.GetUnderlyingType(known.PropertyType) is not null))
        {
            return;
        }

        Fault(where, known.IsRequired
            ? $"{known.Name} is needed."
            : $"{known.Name} takes {JsonTypeText.Describe(type.Options.GetTypeInfo(known.PropertyType))}, not null.");
    }

    private void Fault(string path, string detail) => _faults.Add(new JsonFault(path, detail));

    private static bool Fits(JsonElement value, JsonTypeInfo type)
    {
        try
        {
            return value.ValueKind != JsonValueKind.Null && value.Deserialize(type) is not null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static string Members(JsonTypeInfo type)
    {
        var known = type.Properties.Where(p => p.Set is not null).Select(p => p.Name).ToList();
        return known.Count == 0 ? "none is" : "these are: " + string.Join(", ", known);
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static string Last(string path) => path[(path.LastIndexOf('.') + 1)..] is { Length: > 0 } last ? last : "This";
}
