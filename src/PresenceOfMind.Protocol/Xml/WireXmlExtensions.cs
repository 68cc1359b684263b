using System.Xml;

namespace PresenceOfMind.Protocol.Xml;

internal static class WireXmlExtensions
{
    /// <exception cref="PwsException">103 where the element that the reader stands on has another local name.</exception>
    internal static void ExpectRoot(this XmlReader reader, string name)
    {
        if (reader.LocalName != name)
        {
            throw new PwsException(PwsErrorCode.RootElementInvalid, $"The root element is {Quote.Format(reader.LocalName)}, not '{name}'.");
        }
    }

    /// <summary>
    /// Visits the child elements of the element that the reader stands on, and moves behind it. A visit consumes its
    /// element, by <see cref="ReadText"/>, <see cref="XmlReader.Skip"/> or this.
    /// </summary>
    internal static void EachChild(this XmlReader reader, Action<string> visit)
    {
        if (!reader.IsEmptyElement)
        {
            var depth = reader.Depth;
            reader.Read();
            while (reader.Depth > depth)
            {
                if (reader.NodeType == XmlNodeType.Element)
                {
                    visit(reader.LocalName);
                }
                else
                {
                    reader.Read();
                }
            }
        }

        reader.Read();
    }

    /// <summary>The text of the element that the reader stands on, without white space around it; moves behind it.</summary>
    internal static string ReadText(this XmlReader reader) => reader.ReadElementContentAsString().Trim();

    /// <summary>An attribute without white space around it; null where it is absent or empty.</summary>
    internal static string? TextOf(this XmlReader reader, string attribute) =>
        reader.GetAttribute(attribute)?.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>Writes an attribute where there is something to write.</summary>
    internal static void WriteOptional(this XmlWriter writer, string attribute, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            writer.WriteAttributeString(attribute, value);
        }
    }
}
