using PresenceOfMind.Access.Keys;
using PresenceOfMind.App.Files;

namespace PresenceOfMind.App.Hosting;

/// <summary>The file of a data folder that keeps the administrator's key, for its owner alone.</summary>
/// <param name="folder">The data folder.</param>
internal sealed class AdminKeyFile(string folder) : IKeyFile
{
    /// <summary>Its name.</summary>
    public const string FileName = "admin.key";

    /// <summary>Where it is.</summary>
    public string FilePath { get; } = Path.Combine(folder, FileName);

    /// <summary>The key that it holds; null where it is not there or empty.</summary>
    public string? Read() => File.Exists(FilePath) && File.ReadAllText(FilePath).Trim() is { Length: > 0 } text ? text : null;

    /// <summary>Writes the key into it.</summary>
    /// <param name="text">The key.</param>
    public void Write(string text) => OwnerFile.Write(FilePath, text + "\n");

    public void Update(IssuedKey issued)
    {
        if (issued.Key.Name == ApiKey.BootstrapName && Read() is not null)
        {
            Write(issued.Text);
        }
    }
}
