using PresenceOfMind.Access.Accounts;
using PresenceOfMind.Access.Refusals;

namespace PresenceOfMind.App.Tests.Access;

/// <summary>Passwords that attackers try first are refused wherever a password is set: all go by these rules.</summary>
public sealed class CommonPasswordTests
{
    /// <summary>OWASP ASVS 5.0, 6.2.4: at least the 3,000 most common ones among those that are long enough.</summary>
    private const int Least = 3_000;

    [Fact]
    public void At_least_3000_passwords_that_are_long_enough_are_refused_as_common() => Assert.True(
        CommonPasswords.All.Count(p => p.Length >= AccountRules.ShortestPassword && Refuse(p)?.Field == "password") >= Least);

    [Fact]
    public void The_list_has_small_letters_and_nothing_that_is_too_short_anyway() => Assert.DoesNotContain(
        CommonPasswords.All,
        p => p.Length is < AccountRules.ShortestPassword or > AccountRules.LongestPassword || p.Any(char.IsUpper));

    [Theory]
    [InlineData("qwertyuiop123")]
    [InlineData("1qaz2wsx3edc")]
    [InlineData("Password1234")]
    [InlineData("MICHAELJORDAN")]
    public void A_common_password_is_refused_in_words_that_help_whatever_its_letters_case(string password) =>
        Assert.Contains("common one, which attackers try first", Refuse(password)!.Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("PresenceOfMind1")]
    [InlineData("presence of mind")]
    [InlineData("123presence-of-mind")]
    public void A_password_made_of_the_programs_name_is_refused(string password) =>
        Assert.Contains("name of this program", Refuse(password)!.Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("correct horse battery")]
    [InlineData("with presence of mind at the desk")]
    public void Some_words_of_ones_own_are_taken(string password) => Assert.Null(Refuse(password));

    private static AccessException? Refuse(string password)
    {
        try
        {
            AccountRules.CheckPassword(password, "anna");
            return null;
        }
        catch (AccessException refusal)
        {
            return refusal;
        }
    }
}
