using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace PresenceOfMind.Dispatch.Storage.Json;

/// <summary>Reads JSON that somebody wrote, and names every member that is at fault.</summary>
internal static class StrictJson
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = DispatchJson.MaxDepth, AllowDuplicateProperties = false };

    /// <summary>Reads an object.</summary>
    /// <exception cref="JsonFaultException">The text is no JSON, or not this object.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> text) => Read(text, DispatchJson.GetTypeInfo<T>());

    /// <inheritdoc cref="Read{T}(ReadOnlyMemory{byte})"/>
    public static T Read<T>(ReadOnlyMemory<byte> text, JsonTypeInfo<T> type, string what = "The body")
    {
        text = WithoutMark(text);
        try
        {
            var read = JsonSerializer.Deserialize(text.Span, type) ?? throw Faulty(text, type, what, null);

            // A null in a list, or under a name, is taken without a word.
            return text.Span.IndexOf("null"u8) >= 0 && HasNulls(text, type) ? throw Faulty(text, type, what, null) : read;
        }
        catch (JsonException e)
        {
            throw Faulty(text, type, what, e);
        }
    }

    /// <summary>A text without the byte-order mark that some editors and languages put before it (RFC 8259, 8.1).</summary>
    public static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> text) =>
        text.Span.StartsWith("\uFEFF"u8) ? text["\uFEFF"u8.Length..] : text;

    private static bool HasNulls(ReadOnlyMemory<byte> text, JsonTypeInfo type)
    {
        using var document = JsonDocument.Parse(text, Strict);
        return JsonShape.Check(document.RootElement, type).Count > 0;
    }

    private static JsonFaultException Faulty(ReadOnlyMemory<byte> text, JsonTypeInfo type, string what, JsonException? error)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(text, Strict);
        }
        catch (JsonException e)
        {
            return new JsonFaultException($"{what} is not valid JSON: {e.Message.ReplaceLineEndings(" ")}", []);
        }
        catch (InvalidOperationException)
        {
            return new JsonFaultException(
                $"{what} is not valid JSON: a member's name has half of a surrogate pair, which is no character.",
                []);
        }

        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return new JsonFaultException($"{what} must be a JSON object.", []);
            }

            var faults = JsonShape.Check(document.RootElement, type);
            return faults.Count > 0
                ? new JsonFaultException(faults[0].Detail, faults)
                : new JsonFaultException($"{what} cannot be read: {error?.Message.ReplaceLineEndings(" ")}", []);
        }
    }
}
