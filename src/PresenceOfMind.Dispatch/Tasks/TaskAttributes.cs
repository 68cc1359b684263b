using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PresenceOfMind.Dispatch.Tasks;

/// <summary>A task's attributes: a JSON object, kept without white space.</summary>
internal static class TaskAttributes
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = TaskLimits.MaxAttributesDepth, AllowDuplicateProperties = false };

    /// <summary>Brings attributes into the form in which they are kept.</summary>
    /// <returns>False where the text is no JSON object, has a member twice, or is too deep or too long.</returns>
    public static bool TryNormalize(string text, [NotNullWhen(true)] out string? kept)
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

    /// <summary>Changes attributes by a JSON merge patch (RFC 7396).</summary>
    /// <param name="before">What is kept; null for none.</param>
    /// <param name="patch">The patch: an object, or null to take all away.</param>
    /// <param name="kept">What is to be kept; null for none.</param>
    /// <returns>False where the patch is neither, has a member twice, or where it or what comes of it is too deep or too long.</returns>
    public static bool TryMerge(string? before, string patch, out string? kept)
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
}
