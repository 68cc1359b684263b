using System.Security.Cryptography;
using System.Text;
using PresenceOfMind.App.Files;

namespace PresenceOfMind.App.Hosting;

/// <summary>The key of <c>/admin</c>: created at the first start, printed once, kept in the data folder.</summary>
/// <param name="Secret">The key.</param>
internal sealed record AdminKey(StoredSecret Secret)
{
    /// <summary>The file of the data folder that keeps it.</summary>
    public const string FileName = "admin.key";

    private const string Scheme = "Bearer ";

    /// <summary>Reads the key that a data folder keeps, or makes it.</summary>
    /// <param name="folder">The data folder.</param>
    public static AdminKey ReadOrMake(string folder) => new(StoredSecret.ReadOrMake(folder, FileName));

    /// <summary>The key that a data folder keeps, or null.</summary>
    /// <param name="folder">The data folder.</param>
    public static string? Read(string folder) => StoredSecret.Read(folder, FileName);

    /// <summary>Whether a request's <c>Authorization</c> holds this key, in a time that tells nothing about it.</summary>
    /// <param name="authorization">The header, empty where there is none.</param>
    public bool Opens(string authorization) =>
        authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(authorization[Scheme.Length..].Trim()),
            Encoding.UTF8.GetBytes(Secret.Text));
}
