using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

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
}
