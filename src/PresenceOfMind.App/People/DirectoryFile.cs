using System.Text.Json;
using System.Text.Json.Serialization;
using PresenceOfMind.App.Files;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.People;

/// <summary>The people and application users of <c>pom server</c>, from a JSON file.</summary>
internal sealed record DirectoryFile
{
    // Set, and not only at the beginning: what a file leaves out would be null and not empty to the reader.

    /// <summary>The people.</summary>
    public IReadOnlyList<PersonEntry> People { get; set; } = [];

    /// <summary>The application users.</summary>
    public IReadOnlyList<AppUserEntry> AppUsers { get; set; } = [];

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="UserException">It is no such file.</exception>
    public static DirectoryFile Read(string path)
    {
        try
        {
            return Checked(JsonSerializer.Deserialize(TextFile.ReadUtf8(path), DirectoryJson.Default.DirectoryFile));
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new UserException(
                ExitCode.Usage,
                $"--directory {path} must be JSON like {{ \"people\": [{{ \"user\": \"joe\", \"name\": \"Joe\" }}], \"appUsers\": [{{ "
                    + $"\"user\": \"app\", \"password\": \"…\" }}] }}: {error.Message}",
                error);
        }
    }

    private static DirectoryFile Checked(DirectoryFile? read)
    {
        // An entry may be null where the reader takes none for a member.
        if (read is null
            || read.People.Any(p => p is not { User.Length: > 0 })
            || read.AppUsers.Any(a => a is not { User.Length: > 0, Password.Length: > 0 }))
        {
            throw new JsonException("a person needs a user, an application user a user and a password.");
        }

        var people = read.People.Select(p => p.User).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return read.AppUsers.FirstOrDefault(a => people.Contains(a.User)) is { } both
            ? throw new JsonException($"\"{both.User}\" is a person and an application user; give one of them another name.")
            : read;
    }
}

/// <summary>A person.</summary>
/// <param name="User">The user name, without a domain.</param>
/// <param name="Name">The name to show; the user name where there is none.</param>
internal sealed record PersonEntry(string User, string? Name = null);

/// <summary>An application user.</summary>
/// <param name="User">The user name.</param>
/// <param name="Password">The password.</param>
internal sealed record AppUserEntry(string User, string Password)
{
    /// <inheritdoc/>
    public override string ToString() => User;
}

/// <summary>Reads the file strictly: what it does not know, it refuses.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowTrailingCommas = true,
    ReadCommentHandling = JsonCommentHandling.Skip,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(DirectoryFile))]
internal sealed partial class DirectoryJson : JsonSerializerContext;
