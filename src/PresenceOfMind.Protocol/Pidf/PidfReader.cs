using System.Text.RegularExpressions;
using System.Xml;
using PresenceOfMind.Protocol.Xml;

namespace PresenceOfMind.Protocol.Pidf;

/// <summary>
/// Reads PIDF documents as they come: with namespaces or without, in any order, by Cisco's extension or RFC 4479 and 4480,
/// as XML or as an escaped string. What is not known is kept.
/// </summary>
public static partial class PidfReader
{
    /// <summary>Reads one document.</summary>
    /// <exception cref="PwsException">102 where it does not parse, 103 where its root is not <c>presence</c>.</exception>
    public static PidfDocument Read(ReadOnlyMemory<byte> document) =>
        document.Span.TrimStart(" \t\r\n"u8).StartsWith("&lt;"u8) ? Read(Unescape(document)) : WireXml.Read(document, ReadRoot);

    /// <summary>Reads one document, whatever encoding it declares.</summary>
    /// <exception cref="PwsException">102 where it does not parse, 103 where its root is not <c>presence</c>.</exception>
    public static PidfDocument Read(string document) => WireXml.Read(document, ReadRoot);

    /// <summary>
    /// All documents at or below the element that the reader stands on, as XML or, where asked for, escaped in a text;
    /// moves behind the element.
    /// </summary>
    internal static List<PidfDocument> ReadAll(XmlReader reader, bool unescape)
    {
        if (IsPresence(reader))
        {
            return [PidfMapping.Document(PidfTree.Read(reader))];
        }

        var documents = new List<PidfDocument>();
        if (!reader.IsEmptyElement)
        {
            var depth = reader.Depth;
            reader.Read();
            while (reader.Depth > depth)
            {
                if (IsPresence(reader))
                {
                    documents.Add(PidfMapping.Document(PidfTree.Read(reader)));
                    continue;
                }

                if (unescape && HoldsXml(reader))
                {
                    documents.AddRange(WireXml.Read(Fragment(reader.Value), inner => ReadAll(inner, unescape: false)));
                }

                reader.Read();
            }
        }

        reader.Read();
        return documents;
    }

    private static PidfDocument ReadRoot(XmlReader reader)
    {
        reader.ExpectRoot(PidfNames.Presence);
        return PidfMapping.Document(PidfTree.Read(reader));
    }

    private static bool IsPresence(XmlReader reader) =>
        reader.NodeType == XmlNodeType.Element && reader.LocalName == PidfNames.Presence;

    private static bool HoldsXml(XmlReader reader) =>
        reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA && reader.Value.AsSpan().TrimStart(" \t\r\n\uFEFF").StartsWith('<');

    // Several documents may stand in one text, each with a declaration of its own.
    private static string Fragment(string text) => $"<s>{Declaration().Replace(text, "")}</s>";

    private static string Unescape(ReadOnlyMemory<byte> document) =>
        WireXml.Read<string>((byte[])[.. "<s>"u8, .. document.Span, .. "</s>"u8], reader => reader.ReadText());

    [GeneratedRegex(@"\uFEFF?<\?xml\s[^>]*\?>", RegexOptions.CultureInvariant)]
    private static partial Regex Declaration();
}
