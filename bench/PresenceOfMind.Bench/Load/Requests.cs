using System.Text;

namespace PresenceOfMind.Bench.Load;

/// <summary>Writes whole HTTP/1.1 requests as bytes.</summary>
internal static class Requests
{
    public static byte[] Create(string method, string path, string? sessionKey = null, string? body = null, params string[] headers)
    {
        var text = new StringBuilder($"{method} {path} HTTP/1.1\r\nHost: localhost\r\n");
        if (sessionKey is not null)
        {
            text.Append("Presence-Session-Key: ").Append(sessionKey).Append("\r\n");
        }

        foreach (var header in headers)
        {
            text.Append(header).Append("\r\n");
        }

        text.Append("Content-Length: ").Append(Encoding.UTF8.GetByteCount(body ?? "")).Append("\r\n\r\n").Append(body);
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
