using System.Text.Json;
using PresenceOfMind.App.Files;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.SetUp;

/// <summary>Keeps a folder's state in a file that only its owner may read, since it holds session keys.</summary>
/// <param name="path">The file.</param>
internal sealed class SetUpStateFile(string path)
{
    /// <summary>The file's name.</summary>
    public const string Name = "pws-state.json";

    /// <summary>The state; an empty one where there is no file.</summary>
    /// <exception cref="UserException">The file cannot be read.</exception>
    public SetUpState Read()
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), SetUpJson.Default.SetUpState) ?? new SetUpState();
        }
        catch (FileNotFoundException)
        {
            return new SetUpState();
        }
        catch (JsonException error)
        {
            throw new UserException(ExitCode.Usage, $"{Name} is damaged: delete it, then run pom pws delete and pom pws create.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserException(ExitCode.Usage, $"{Name} cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Replaces the state.</summary>
    /// <exception cref="UserException">The file cannot be written.</exception>
    public void Write(SetUpState state)
    {
        try
        {
            OwnerFile.Write(path, JsonSerializer.Serialize(state, SetUpJson.Default.SetUpState));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserException(ExitCode.Usage, $"{Name} cannot be written: {error.Message}", error);
        }
    }

    /// <summary>Forgets the state.</summary>
    public void Delete() => File.Delete(path);
}
