using System.Text.Json;
using PresenceOfMind.App.Files;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Settings;

/// <summary>Reads pom.json: one flat object, a value a setting.</summary>
internal static class SettingsFile
{
    public const string DefaultName = "pom.json";

    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>The texts that a file gives, by setting.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="UserException">It cannot be read, or holds what is no setting.</exception>
    public static IReadOnlyDictionary<Setting, string> Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(TextFile.ReadUtf8(path), Lenient);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.EnumerateObject().ToDictionary(p => Find(path, p.Name), p => Text(path, p))
                : throw Wrong($"{path} must hold one JSON object, like {{ \"port\": 8080 }}.");
        }
        catch (JsonException error)
        {
            throw Wrong($"{path} is not JSON (line {error.LineNumber + 1}, column {error.BytePositionInLine + 1}).", error);
        }
        catch (ArgumentException error)
        {
            throw Wrong($"{path} holds a setting twice; keep one.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Wrong($"{path} cannot be read: {error.Message}", error);
        }
    }

    private static Setting Find(string path, string key) => SettingTable.All.FirstOrDefault(s => s.Key == key)
        ?? throw Wrong($"\"{key}\" in {path} is not a setting. The settings are {string.Join(", ", SettingTable.All.Select(s => s.Key))}.");

    private static string Text(string path, JsonProperty property) => property.Value.ValueKind switch
    {
        JsonValueKind.String => property.Value.GetString()!,
        JsonValueKind.Number => property.Value.GetRawText(),
        _ => throw Wrong($"\"{property.Name}\" in {path} must be a text or a number."),
    };

    private static UserException Wrong(string message, Exception? inner = null) => new(ExitCode.Usage, message, inner);
}
