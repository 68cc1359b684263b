using System.Runtime.InteropServices;
using System.Text;
using System.Xml;

namespace PresenceOfMind.Protocol.Xml;

/// <summary>How bytes become XML and back: no DTD, nothing fetched, elements known by their local names.</summary>
internal static class WireXml
{
    private const long MaxCharacters = 64L << 20;

    private static readonly XmlReaderSettings Reading = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MaxCharacters,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };

    private static readonly XmlWriterSettings Writing = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        OmitXmlDeclaration = true,
        NewLineHandling = NewLineHandling.Entitize,
    };

    private static ReadOnlySpan<byte> Utf8Mark => [0xEF, 0xBB, 0xBF];

    /// <summary>Whether a body holds nothing, or white space only.</summary>
    internal static bool IsBlank(ReadOnlyMemory<byte> body) => Start(body.Span) == body.Length;

    /// <summary>Reads a document to its end, so that a fault behind what was wanted is found too.</summary>
    /// <exception cref="PwsException">102 where the XML does not parse.</exception>
    internal static T Read<T>(ReadOnlyMemory<byte> body, Func<XmlReader, T> read) => IsBlank(body)
        ? throw new PwsException(PwsErrorCode.XmlInvalid, "There is no XML: the body is empty.")
        : Read(() => XmlReader.Create(Stream(body[Start(body.Span)..]), Reading), read);

    /// <inheritdoc cref="Read{T}(ReadOnlyMemory{byte}, Func{XmlReader, T})"/>
    internal static T Read<T>(string text, Func<XmlReader, T> read) =>
        Read(() => XmlReader.Create(new StringReader(text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n')), Reading), read);

    /// <summary>What bodies of answers begin with: old parsers need it, and need it so.</summary>
    internal static ReadOnlySpan<byte> Declaration => "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"u8;

    internal static byte[] Write(Action<XmlWriter> write) => Write([], write);

    /// <summary>Writes the body of an answer, which begins with an XML declaration.</summary>
    internal static byte[] WriteAnswer(Action<XmlWriter> write) => Write(Declaration, write);

    private static byte[] Write(ReadOnlySpan<byte> start, Action<XmlWriter> write)
    {
        using var stream = new MemoryStream();
        stream.Write(start);
        using (var writer = XmlWriter.Create(stream, Writing))
        {
            write(writer);
        }

        return stream.ToArray();
    }

    private static T Read<T>(Func<XmlReader> open, Func<XmlReader, T> read)
    {
        try
        {
            using var reader = open();
            if (reader.MoveToContent() != XmlNodeType.Element)
            {
                throw new XmlException();
            }

            var result = read(reader);
            while (reader.Read())
            {
            }

            return result;
        }
        catch (XmlException e)
        {
            // The parser's own message may quote the body, and a body may hold a password.
            var where = e.LineNumber > 0
                ? $" at line {e.LineNumber}, position {e.LinePosition}"
                : ": it has a DTD, or is not encoded as it says";
            throw new PwsException(PwsErrorCode.XmlInvalid, $"The XML does not parse{where}.", e);
        }
    }

    // White space in front of an XML declaration is an error to the parser, but not to us.
    private static int Start(ReadOnlySpan<byte> body)
    {
        var at = body.StartsWith(Utf8Mark) ? Utf8Mark.Length : 0;
        while (at < body.Length && body[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            at++;
        }

        return at;
    }

    private static MemoryStream Stream(ReadOnlyMemory<byte> body) =>
        MemoryMarshal.TryGetArray(body, out var array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(body.ToArray(), writable: false);
}
