using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PresenceOfMind.Dispatch.Core.Conditions;
using PresenceOfMind.Dispatch.Core.Texts;
using PresenceOfMind.Dispatch.Storage.Json;

namespace PresenceOfMind.Dispatch.Storage.Tasks;

/// <summary>A task's attributes: a JSON object, kept without white space.</summary>
internal sealed class JsonAttributes : IAttributes
{
    private static readonly JsonDocumentOptions Strict = new()
    {
        MaxDepth = TaskLimits.MaxAttributesDepth,
        AllowDuplicateProperties = false,
    };

    /// <summary>The only one; it holds nothing.</summary>
    public static readonly JsonAttributes Instance = new();

    private JsonAttributes()
    {
    }

    /// <inheritdoc/>
    public IAttributeSource Read(string kept) => new Root(JsonElement.Parse(kept));

    /// <inheritdoc/>
    public bool TryNormalize(string text, [NotNullWhen(true)] out string? kept)
    {
        kept = null;
        try
        {
            using var document = JsonDocument.Parse(text, Strict);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return false;
            }

            var buffer = new ArrayBufferWriter<byte>();
            using (var writer = new Utf8JsonWriter(buffer))
            {
                document.RootElement.WriteTo(writer);
            }

            kept = Encoding.UTF8.GetString(buffer.WrittenSpan);
            return kept.Length <= TaskLimits.MaxAttributesLength;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public bool TryMerge(string? before, string patch, out string? kept)
    {
        kept = null;
        if (patch == "null")
        {
            return true;
        }

        if (!TryNormalize(patch, out var changes))
        {
            return false;
        }

        var merged = before is null ? [] : JsonNode.Parse(before)!.AsObject();
        Merge(merged, JsonNode.Parse(changes)!.AsObject());
        return TryNormalize(merged.ToJsonString(), out kept);
    }

    private static void Merge(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is null)
            {
                target.Remove(name);
            }
            else if (value is JsonObject part)
            {
                if (target[name] is not JsonObject inner)
                {
                    target[name] = inner = [];
                }

                Merge(inner, part);
            }
            else
            {
                target[name] = value.DeepClone();
            }
        }
    }

    /// <summary>The members of an object, by their paths.</summary>
    private sealed class Root(JsonElement attributes) : IAttributeSource
    {
        public AttributeValue Find(string attribute)
        {
            var value = attributes;
            var path = attribute.AsSpan();
            foreach (var part in path.Split('.'))
            {
                if (value.ValueKind != JsonValueKind.Object)
                {
                    return value.ValueKind == JsonValueKind.Null ? AttributeValue.Absent : AttributeValue.Unreachable;
                }

                if (!value.TryGetProperty(path[part], out value))
                {
                    return AttributeValue.Absent;
                }
            }

            return AttributeValueJson.From(value);
        }
    }
}
