using System.Text.Json;

namespace PresenceOfMind.Dispatch.Api;

/// <summary>A request's JSON object, read member by member; a member that nobody asked for is refused.</summary>
internal sealed class JsonBody
{
    /// <summary>The deepest body.</summary>
    public const int MaxDepth = 32;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    private readonly JsonElement _root;
    private readonly IReadOnlyList<string> _names;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    private JsonBody(JsonElement root)
    {
        _root = root;
        _names = root.ValueKind == JsonValueKind.Object
            ? [.. root.EnumerateObject().Select(m => m.Name)]
            : throw ApiException.BadRequest("invalid-json", "The body must be a JSON object.");
    }

    /// <exception cref="ApiException">The body is no JSON object.</exception>
    public static JsonBody Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            return new JsonBody(document.RootElement.Clone());
        }
        catch (JsonException e)
        {
            throw ApiException.BadRequest("invalid-json", $"The body is not valid JSON: {e.Message.ReplaceLineEndings(" ")}");
        }
        catch (InvalidOperationException)
        {
            throw ApiException.BadRequest("invalid-json", "The body is not valid JSON: a member's name has half of a surrogate pair, which is no character.");
        }
    }

    /// <summary>A text that must be there.</summary>
    public string RequiredText(string name) => Text(name) ?? throw ApiException.Field(name, $"{name} is needed.");

    /// <summary>A text; null where it is absent or null.</summary>
    public string? Text(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => Decode(name, text),
        _ => throw ApiException.Field(name, $"{name} must be a text."),
    };

    /// <summary>A JSON object as it stands; null where it is absent or null.</summary>
    public string? Object(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Object } value => value.GetRawText(),
        _ => throw ApiException.Field(name, $"{name} must be a JSON object."),
    };

    /// <summary>Ends the reading.</summary>
    /// <exception cref="ApiException">There is a member that nobody asked for.</exception>
    public void RefuseOthers()
    {
        foreach (var name in _names.Where(n => !_known.Contains(n)))
        {
            var known = _known.Count == 0 ? "none is" : "these are: " + string.Join(", ", _known.Order(StringComparer.Ordinal));
            throw ApiException.Field(name, $"There is no such member; {known}.");
        }
    }

    private JsonElement? Find(string name)
    {
        _known.Add(name);
        return _root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    private static string Decode(string name, JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw ApiException.Field(name, $"{name} has half of a surrogate pair, which is no character.");
        }
    }
}
