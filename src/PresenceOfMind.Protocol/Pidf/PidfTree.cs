using System.Text;
using System.Xml;

namespace PresenceOfMind.Protocol.Pidf;

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

        var (name, ns, attributes) = (reader.LocalName, reader.NamespaceURI, ReadAttributes(reader));
        List<PidfElement>? children = null;
        string? text = null;
        StringBuilder? texts = null;
        if (!reader.IsEmptyElement)
        {
            reader.Read();
            while (reader.NodeType != XmlNodeType.EndElement)
            {
                if (reader.NodeType == XmlNodeType.Element)
                {
                    (children ??= []).Add(Read(reader, depth + 1));
                }
                else
                {
                    // Most elements have one text, which needs nothing to be put together.
                    texts = text is null ? null : (texts ?? new StringBuilder(text)).Append(reader.Value);
                    text ??= reader.Value;
                    reader.Read();
                }
            }
        }

        reader.Read();
        return new PidfElement
        {
            Name = name,
            Text = (texts?.ToString() ?? text)?.Trim() is { Length: > 0 } trimmed ? trimmed : null,
            Namespace = ns.Length > 0 ? ns : null,
            Attributes = attributes,
            Children = children ?? (IReadOnlyList<PidfElement>)Array.Empty<PidfElement>(),
        };
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

    private static IReadOnlyList<KeyValuePair<string, string>> ReadAttributes(XmlReader reader)
    {
        if (!reader.HasAttributes)
        {
            return Array.Empty<KeyValuePair<string, string>>();
        }

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
