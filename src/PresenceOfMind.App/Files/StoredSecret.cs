using System.Security.Cryptography;

namespace PresenceOfMind.App.Files;

/// <summary>A secret that is made once and kept in the data folder, for its owner alone.</summary>
/// <param name="Text">The secret.</param>
/// <param name="IsNew">Whether it was made now.</param>
internal sealed record StoredSecret(string Text, bool IsNew)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(StoredSecret);

    /// <summary>Reads the secret that a folder keeps, or makes it.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="name">The file's name.</param>
    public static StoredSecret ReadOrMake(string folder, string name)
    {
        if (Read(folder, name) is { } kept)
        {
            return new StoredSecret(kept, false);
        }

        var made = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));
        OwnerFile.Write(Path.Combine(folder, name), made + "\n");
        return new StoredSecret(made, true);
    }

    /// <summary>The secret that a folder keeps, or null.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="name">The file's name.</param>
    public static string? Read(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        return File.Exists(path) && File.ReadAllText(path).Trim() is { Length: > 0 } text ? text : null;
    }
}
