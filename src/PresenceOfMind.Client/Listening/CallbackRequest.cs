using System.Buffers.Text;
using System.Text;

namespace PresenceOfMind.Client.Listening;

/// <summary>What is to be done with a connection.</summary>
internal enum CallbackVerdict
{
    /// <summary>The request is not whole yet.</summary>
    Incomplete,

    /// <summary>A callback, or what a stranger takes for one: 200.</summary>
    Ok,

    /// <summary>Not a request: 400, and the connection ends.</summary>
    Malformed,

    /// <summary>Under another path: 404.</summary>
    NotFound,

    /// <summary>Another method than GET: 405.</summary>
    NotAllowed,
}

/// <summary>The head of an HTTP/1.x request, read as far as a callback needs.</summary>
/// <param name="Verdict">What to answer.</param>
/// <param name="Length">How many bytes the head takes.</param>
/// <param name="KeepAlive">Whether another request may follow.</param>
/// <param name="Segment">The watcher's path segment; null where there is none.</param>
/// <param name="Subscription">The subscription's id; null where there is none.</param>
internal readonly record struct CallbackRequest(CallbackVerdict Verdict, int Length, bool KeepAlive, string? Segment, int? Subscription)
{
    private static readonly CallbackRequest Malformed = new(CallbackVerdict.Malformed, 0, false, null, null);

    /// <summary>Reads the first request of what came.</summary>
    /// <param name="bytes">What came.</param>
    /// <param name="path">The path under which callbacks come, without a slash at its end.</param>
    public static CallbackRequest Read(ReadOnlySpan<byte> bytes, string path)
    {
        var end = bytes.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return default;
        }

        var head = bytes[..end];
        var lineEnd = head.IndexOf("\r\n"u8);
        var line = lineEnd < 0 ? head : head[..lineEnd];
        var space = line.IndexOf((byte)' ');
        var last = line.LastIndexOf((byte)' ');
        if (space <= 0 || last <= space + 1 || !line[(last + 1)..].StartsWith("HTTP/1."u8))
        {
            return Malformed;
        }

        var headers = lineEnd < 0 ? default : head[(lineEnd + 2)..];
        var keep = line[(last + 1)..].SequenceEqual("HTTP/1.1"u8) && KeepsAlive(headers);
        var length = end + 4;
        if (!line[..space].SequenceEqual("GET"u8))
        {
            return new CallbackRequest(CallbackVerdict.NotAllowed, length, false, null, null);
        }

        var target = Encoding.ASCII.GetString(line[(space + 1)..last]);
        var query = target.IndexOf('?', StringComparison.Ordinal);
        var asked = query < 0 ? target : target[..query];
        var segment = asked.Length > path.Length + 1 && asked.StartsWith(path, StringComparison.Ordinal) && asked[path.Length] == '/'
            ? asked[(path.Length + 1)..]
            : null;
        return segment is null || segment.Contains('/', StringComparison.Ordinal)
            ? new CallbackRequest(CallbackVerdict.NotFound, length, keep, null, null)
            : new CallbackRequest(CallbackVerdict.Ok, length, keep, segment, query < 0 ? null : Id(target.AsSpan(query + 1)));
    }

    // A body would have to be read to find the next request; nobody sends callbacks with one.
    private static bool KeepsAlive(ReadOnlySpan<byte> headers)
    {
        while (headers.Length > 0)
        {
            var end = headers.IndexOf("\r\n"u8);
            var line = end < 0 ? headers : headers[..end];
            headers = end < 0 ? default : headers[(end + 2)..];
            if (Is(line, "connection:"u8, "close"u8)
                || Is(line, "transfer-encoding:"u8, default)
                || (Is(line, "content-length:"u8, default) && !IsZero(line)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Is(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) =>
        line.Length >= name.Length
        && Ascii.EqualsIgnoreCase(line[..name.Length], name)
        && (value.IsEmpty || Ascii.EqualsIgnoreCase(line[name.Length..].Trim((byte)' '), value));

    private static bool IsZero(ReadOnlySpan<byte> line)
    {
        var value = line[(line.IndexOf((byte)':') + 1)..].Trim((byte)' ');
        return Utf8Parser.TryParse(value, out int length, out var read) && read == value.Length && length == 0;
    }

    // Twice the same name is no callback of a Presence Web Service.
    private static int? Id(ReadOnlySpan<char> query)
    {
        int? id = null;
        foreach (var range in query.Split('&'))
        {
            var part = query[range];
            if (part.StartsWith("id=", StringComparison.Ordinal))
            {
                if (id is not null || !int.TryParse(part[3..], out var number))
                {
                    return null;
                }

                id = number;
            }
        }

        return id;
    }
}
