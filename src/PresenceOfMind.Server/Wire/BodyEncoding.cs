using System.Text;
using Microsoft.Net.Http.Headers;

namespace PresenceOfMind.Server.Wire;

/// <summary>
/// The encoding of a body that does not say it itself, but its <c>Content-Type</c> does (RFC 7303, 3): without a byte order mark,
/// and without an encoding in an XML declaration.
/// </summary>
internal static class BodyEncoding
{
    // Longer than any XML declaration.
    private const int Declaration = 200;

    private static readonly byte[][] Marks = [[0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF]];

    /// <summary>The body as a reader of XML takes it.</summary>
    /// <param name="body">The body.</param>
    /// <param name="contentType">Its content type; null where there is none.</param>
    public static ReadOnlyMemory<byte> Settle(ReadOnlyMemory<byte> body, string? contentType) =>
        Named(contentType) is { } encoding && !SaysItself(body.Span) ? Encoding.Convert(encoding, Encoding.UTF8, body.ToArray()) : body;

    // Unicode's own a reader of XML knows by itself.
    private static Encoding? Named(string? contentType) =>
        contentType?.Contains("charset", StringComparison.OrdinalIgnoreCase) == true
        && !contentType.Contains("utf-", StringComparison.OrdinalIgnoreCase)
        && MediaTypeHeaderValue.TryParse(contentType, out var type)
            ? Find(HeaderUtilities.RemoveQuotes(type.Charset).ToString())
            : null;

    private static Encoding? Find(string name)
    {
        try
        {
            return Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool SaysItself(ReadOnlySpan<byte> body)
    {
        foreach (var mark in Marks)
        {
            if (body.StartsWith(mark))
            {
                return true;
            }
        }

        var start = Encoding.Latin1.GetString(body[..Math.Min(body.Length, Declaration)]).TrimStart();
        return start.StartsWith("<?xml", StringComparison.Ordinal) && start.Split("?>")[0].Contains("encoding", StringComparison.Ordinal);
    }
}
