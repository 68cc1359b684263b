using System.Text;

namespace PresenceOfMind.Dispatch.Core.Texts;

/// <summary>How names of code are spelled for people and programs.</summary>
public static class Spelling
{
    /// <summary>A choice in small letters with hyphens: <c>OnHold</c> is <c>on-hold</c>.</summary>
    public static string Kebab(Enum choice)
    {
        var text = new StringBuilder();
        foreach (var c in choice.ToString())
        {
            if (char.IsAsciiLetterUpper(c) && text.Length > 0)
            {
                text.Append('-');
            }

            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }

    /// <summary>A member with a small first letter: <c>MaxLength</c> is <c>maxLength</c>.</summary>
    public static string Camel(string member) => char.ToLowerInvariant(member[0]) + member[1..];
}
