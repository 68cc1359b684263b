using System.Text;
using System.Xml;

namespace PresenceOfMind.Protocol;

/// <summary>Which characters XML can carry at all (XML 1.0, 2.2).</summary>
internal static class XmlChars
{
    internal static bool AreValid(string text)
    {
        for (var i = 0; i < text.Length; i += Width(text, i))
        {
            if (Width(text, i) == 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The text with a replacement character (U+FFFD) for each that XML cannot carry.</summary>
    internal static string Clean(string text)
    {
        if (AreValid(text))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            var width = Width(text, i);
            clean.Append(width == 0 ? "\uFFFD" : text.AsSpan(i, width));
            i += Math.Max(width, 1);
        }

        return clean.ToString();
    }

    /// <summary>The text as a name without a colon (NCName): what a name cannot have becomes an underscore.</summary>
    internal static string Name(string text)
    {
        if (IsName(text))
        {
            return text;
        }

        var name = new StringBuilder(text.Length + 1);
        foreach (var c in text)
        {
            name.Append(XmlConvert.IsNCNameChar(c) ? c : '_');
        }

        return name.Length > 0 && XmlConvert.IsStartNCNameChar(name[0]) ? name.ToString() : name.Insert(0, '_').ToString();
    }

    private static bool IsName(string text) =>
        text.Length > 0 && XmlConvert.IsStartNCNameChar(text[0]) && text.All(XmlConvert.IsNCNameChar);

    private static int Width(string text, int at)
    {
        if (XmlConvert.IsXmlChar(text[at]))
        {
            return 1;
        }

        return at + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[at + 1], text[at]) ? 2 : 0;
    }
}
