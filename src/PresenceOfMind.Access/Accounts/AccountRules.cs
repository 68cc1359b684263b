using System.Globalization;
using System.Text;
using PresenceOfMind.Access.Refusals;

namespace PresenceOfMind.Access.Accounts;

/// <summary>What names and passwords may be (OWASP ASVS 5.0, 6.2).</summary>
public static class AccountRules
{
    /// <summary>How many characters a password has at least.</summary>
    public const int ShortestPassword = 12;

    /// <summary>How many characters a password has at most.</summary>
    public const int LongestPassword = 128;

    /// <summary>How many characters a sign-in name has at most.</summary>
    public const int LongestName = 100;

    /// <summary>What everybody would try at this program, beside the sign-in name.</summary>
    private static readonly string[] Words = ["presence of mind", "presence-of-mind", "presenceofmind"];

    /// <summary>A sign-in name in the form in which names are compared.</summary>
    /// <param name="name">The name as somebody wrote it.</param>
    public static string Normalize(string name)
    {
        try
        {
            return name.Trim().Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            // Half of a surrogate pair is no text, and nobody's name.
            return "";
        }
    }

    /// <summary>Refuses what is no sign-in name.</summary>
    /// <param name="name">The name, in the form in which names are compared.</param>
    /// <exception cref="AccessException">It is none.</exception>
    public static void CheckName(string name)
    {
        if (name.Length is 0 or > LongestName || !name.All(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' or '@' or '+'))
        {
            throw new AccessException(
                400,
                "invalid-field",
                $"A sign-in name has 1 to {LongestName} characters: letters, digits, '.', '-', '_', '@' and '+'.",
                "name");
        }
    }

    /// <summary>
    /// Refuses a password that is too short, too long, common, or made of the account's own name or of the program's.
    /// </summary>
    /// <param name="password">The password.</param>
    /// <param name="name">The account's name.</param>
    /// <exception cref="AccessException">It is so.</exception>
    public static void CheckPassword(string password, string name)
    {
        var length = new StringInfo(password).LengthInTextElements;
        if (length < ShortestPassword || password.Length > LongestPassword)
        {
            throw Invalid($"A password has {ShortestPassword} to {LongestPassword} characters, of any kind.");
        }

        var user = name.Split('@')[0];
        if (RestOf(password, name) < ShortestPassword / 2 || RestOf(password, user) < ShortestPassword / 2)
        {
            throw Invalid("The password is made of the sign-in name. Choose another one.");
        }

        if (Words.Any(word => RestOf(password, word) < ShortestPassword / 2))
        {
            throw Invalid("The password is made of the name of this program. Choose another one.");
        }

        if (password.Distinct().Count() < 4)
        {
            throw Invalid("The password repeats a few characters. Choose another one.");
        }

        if (CommonPasswords.Contains(password))
        {
            throw Invalid("The password is a common one, which attackers try first. Choose another one, such as four words of your own.");
        }
    }

    /// <summary>How many characters a password has besides a name.</summary>
    private static int RestOf(string password, string name) =>
        name.Length < 3 ? password.Length : password.Replace(name, "", StringComparison.OrdinalIgnoreCase).Length;

    private static AccessException Invalid(string detail) => new(400, "invalid-field", detail, "password");
}
