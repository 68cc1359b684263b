using System.Collections.Frozen;

namespace PresenceOfMind.Access.Accounts;

/// <summary>
/// The passwords that attackers try first (OWASP ASVS 5.0, 6.2.4). The embedded file <c>common-passwords.txt</c> has them, in small
/// letters, and says in its first lines from which lists they are.
/// </summary>
internal static class CommonPasswords
{
    private const string Resource = "common-passwords.txt";

    /// <summary>Begins a line that is no password.</summary>
    private const char Comment = '#';

    private static readonly Lazy<FrozenSet<string>> Known = new(Read);

    /// <summary>All of them.</summary>
    public static IReadOnlyCollection<string> All => Known.Value;

    /// <summary>Whether a password is one of them, whatever its letters' case.</summary>
    /// <param name="password">The password.</param>
    public static bool Contains(string password) => Known.Value.Contains(password.ToLowerInvariant());

    private static FrozenSet<string> Read()
    {
        using var stream = typeof(CommonPasswords).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The program was built without {Resource}.");
        using var reader = new StreamReader(stream);
        var passwords = new HashSet<string>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != Comment)
            {
                passwords.Add(line);
            }
        }

        return passwords.ToFrozenSet(StringComparer.Ordinal);
    }
}
