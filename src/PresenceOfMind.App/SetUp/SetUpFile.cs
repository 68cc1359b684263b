using System.Text.Json;
using PresenceOfMind.App.Files;
using PresenceOfMind.App.Output;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.App.SetUp;

/// <summary>One data file. What is wrong with it is said in one line that says what to put where.</summary>
internal sealed class SetUpFile
{
    private const string Params = "params";

    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    private readonly string _name;
    private readonly string _form;
    private readonly JsonElement _root;

    private SetUpFile(string name, string form, JsonElement root)
    {
        _name = name;
        _form = form;
        _root = root;
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="form">What it is to look like.</param>
    /// <param name="options">The options that can take its place.</param>
    /// <exception cref="UserException">It is missing, cannot be read, or is not JSON.</exception>
    public static SetUpFile Read(string path, string form, string options)
    {
        var name = Path.GetFileName(path);
        try
        {
            using var document = JsonDocument.Parse(TextFile.ReadUtf8(path), Lenient);
            return new SetUpFile(name, form, document.RootElement.Clone());
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Wrong($"{name} is not in this folder: put {form} there, or give {options}.", error);
        }
        catch (JsonException error)
        {
            throw Wrong(
                $"{name} is not JSON (line {error.LineNumber + 1}, column {error.BytePositionInLine + 1}): it must look like {form}.",
                error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Wrong($"{name} cannot be read: {error.Message}", error);
        }
    }

    /// <summary>The text of a member of <c>params</c>; of several the last, as the published programs take it.</summary>
    /// <param name="member">The member.</param>
    /// <param name="meaning">What is to stand there.</param>
    /// <exception cref="UserException">It is missing, no text, or still a placeholder.</exception>
    public string Member(string member, string meaning)
    {
        if (_root.ValueKind != JsonValueKind.Object || !_root.TryGetProperty(Params, out var list) || list.ValueKind != JsonValueKind.Array)
        {
            throw Wrong($"{_name} has no list \"{Params}\": it must look like {_form}.");
        }

        JsonElement found = default;
        foreach (var entry in list.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.Object && e.TryGetProperty(member, out _)))
        {
            found = entry.GetProperty(member);
        }

        var text = found.ValueKind == JsonValueKind.String ? found.GetString()!.Trim() : null;
        return text switch
        {
            null or "" => throw Wrong($"{_name} does not say {member}: put {meaning} there, like {_form}."),
            _ when Placeholder.Is(
                text,
                member) => throw Wrong($"{_name} still has the placeholder \"{text}\" for {member}: put {meaning} there."),
            _ => text,
        };
    }

    /// <summary>The texts of a list.</summary>
    /// <param name="meaning">What is to stand there.</param>
    /// <exception cref="UserException">It is no list of texts, empty, or has a placeholder.</exception>
    public IReadOnlyList<string> Names(string meaning)
    {
        if (_root.ValueKind != JsonValueKind.Array
            || _root.EnumerateArray().Any(e => e.ValueKind != JsonValueKind.String || string.IsNullOrWhiteSpace(e.GetString())))
        {
            throw Wrong($"{_name} is not a list of names: it must look like {_form}.");
        }

        string[] names = [.. _root.EnumerateArray().Select(e => e.GetString()!.Trim())];
        if (names.Length == 0)
        {
            throw Wrong($"{_name} names nobody: put {meaning} there, like {_form}.");
        }

        if (names.FirstOrDefault(name => Placeholder.Is(name, "CONTACT")) is { } left)
        {
            throw Wrong($"{_name} still has the placeholder \"{left}\": put {meaning} there.");
        }

        return names.FirstOrDefault(name => !IsContact(name)) is { } strange
            ? throw Wrong($"{_name} contains \"{strange}\", which cannot be a contact: put {meaning} there, like {_form}.")
            : names;
    }

    private static bool IsContact(string name) =>
        ContactUri.TryParse(name.Contains('@', StringComparison.Ordinal) ? name : $"{name}@node", out _);

    private static UserException Wrong(string message, Exception? inner = null) => new(ExitCode.Usage, message, inner);
}
