using System.Security.Cryptography;

namespace PresenceOfMind.App.Files;

/// <summary>Secrets that are made once and kept in the data folder, for its owner alone.</summary>
internal static class StoredSecret
{
    /// <summary>Reads the secret that a folder keeps, or makes it.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="name">The file's name.</param>
    public static string ReadOrMake(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        if (File.Exists(path) && File.ReadAllText(path).Trim() is { Length: > 0 } kept)
        {
            return kept;
        }

        var made = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));
        OwnerFile.Write(path, made + "\n");
        return made;
    }
}
