using System.Text;
using System.Xml;

namespace PresenceOfMind.Protocol;

/// <summary>A piece of XML as a tree, and back.</summary>
internal static class PidfTree
{
    private const int MostDepth = 32;
    private const string XmlNamespace = "http://www.w3.org/XML/1998/namespace";

    /// <summary>Reads the element that the reader stands on, and moves behind it.</summary>
    internal static PidfElement Read(XmlReader reader, int depth = 0)
    {
        if (depth > MostDepth)
        {
            throw new PwsException(PwsErrorCode.XmlInvalid, $"The document is nested more than {MostDepth} elements deep.");
        }

        var element = new PidfElement(reader.LocalName)
        {
            Namespace = reader.NamespaceURI is { Length: > 0 } ns ? ns : null,
            Attributes = ReadAttributes(reader),
        };
        var children = new List<PidfElement>();
        var text = new StringBuilder();
        if (!reader.IsEmptyElement)
        {
            reader.Read();
            while (reader.NodeType != XmlNodeType.EndElement)
            {
                if (reader.NodeType == XmlNodeType.Element)
                {
                    children.Add(Read(reader, depth + 1));
                }
                else
                {
                    text.Append(reader.Value);
                    reader.Read();
                }
            }
        }

        reader.Read();
        return element with { Children = children, Text = text.ToString().Trim() is { Length: > 0 } trimmed ? trimmed : null };
    }

    /// <summary>Writes an element; without a namespace, or in PIDF's, it goes into <paramref name="home"/>.</summary>
    internal static void Write(XmlWriter writer, PidfElement element, string home)
    {
        var ns = element.Namespace is null or PidfNames.Pidf ? home : element.Namespace;
        writer.WriteStartElement(XmlChars.Name(element.Name), ns);
        foreach (var (name, value) in element.Attributes.Where(a => a.Key != "xmlns").DistinctBy(a => XmlChars.Name(a.Key)))
        {
            writer.WriteAttributeString(XmlChars.Name(name), XmlChars.Clean(value));
        }

        if (element.Text is not null)
        {
            writer.WriteString(XmlChars.Clean(element.Text));
        }

        foreach (var child in element.Children)
        {
            Write(writer, child, ns);
        }

        writer.WriteEndElement();
    }

    private static List<KeyValuePair<string, string>> ReadAttributes(XmlReader reader)
    {
        var attributes = new List<KeyValuePair<string, string>>(reader.AttributeCount);
        while (reader.MoveToNextAttribute())
        {
            if (reader.NamespaceURI.Length == 0 || (reader.NamespaceURI == XmlNamespace && reader.LocalName == PidfNames.Lang))
            {
                attributes.Add(new(reader.LocalName, reader.Value));
            }
        }

        reader.MoveToElement();
        return attributes;
    }
}
