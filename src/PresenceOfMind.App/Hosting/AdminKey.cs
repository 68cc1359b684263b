using System.Security.Cryptography;
using System.Text;

namespace PresenceOfMind.App.Hosting;

/// <summary>The key of <c>/admin</c>: made at the first start, printed once, kept in the data folder for its owner.</summary>
/// <param name="Text">The key.</param>
/// <param name="IsNew">Whether this start made it.</param>
internal sealed record AdminKey(string Text, bool IsNew)
{
    private const string FileName = "admin.key";

    /// <summary>Reads the key that a data folder keeps, or makes it.</summary>
    /// <param name="folder">The data folder.</param>
    public static AdminKey ReadOrMake(string folder)
    {
        if (Read(folder) is { } kept)
        {
            return new AdminKey(kept, false);
        }

        var made = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));
        OwnerFile.Write(Path.Combine(folder, FileName), made + "\n");
        return new AdminKey(made, true);
    }

    /// <summary>The key that a data folder keeps, or null.</summary>
    /// <param name="folder">The data folder.</param>
    public static string? Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        return File.Exists(path) && File.ReadAllText(path).Trim() is { Length: > 0 } text ? text : null;
    }

    /// <summary>Whether a text is this key, in a time that tells nothing about it.</summary>
    /// <param name="text">The text.</param>
    public bool Is(string text) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(Text));
}
