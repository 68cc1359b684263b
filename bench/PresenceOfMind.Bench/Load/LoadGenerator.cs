using System.Buffers;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PresenceOfMind.Bench.Load;

/// <summary>
/// Sends prepared requests over keep-alive connections as fast as they are answered. It parses no more of an answer
/// than its length and status, so that what is measured is the server and not the client.
/// </summary>
internal sealed class LoadGenerator(IPEndPoint server, int connections)
{
    /// <summary>Runs for a while and counts the answers.</summary>
    /// <param name="duration">How long.</param>
    /// <param name="request">The whole request, head and body, for the nth request of a connection.</param>
    /// <param name="together">How many requests belong together: a connection ends only after as many.</param>
    /// <returns>Answers a second.</returns>
    /// <exception cref="InvalidOperationException">An answer was not 2xx.</exception>
    public async Task<double> RunAsync(TimeSpan duration, Func<int, int, byte[]> request, int together = 1)
    {
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(
            Enumerable.Range(0, connections).Select(c => Task.Run(() => ConnectionAsync(c, duration, clock, request, together))));
        return counts.Sum() / clock.Elapsed.TotalSeconds;
    }

    private async Task<long> ConnectionAsync(
        int connection, TimeSpan duration, Stopwatch clock, Func<int, int, byte[]> request, int together)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server);
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        var answered = 0;
        while (clock.Elapsed < duration || answered % together != 0)
        {
            await socket.SendAsync(request(connection, answered));
            await ReadAnswerAsync(socket, buffer);
            answered++;
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return answered;
    }

    private static async Task ReadAnswerAsync(Socket socket, byte[] buffer)
    {
        var filled = 0;
        int head;
        while ((head = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8)) < 0)
        {
            filled += await ReceiveAsync(socket, buffer.AsMemory(filled));
        }

        var missing = head + 4 + ContentLength(buffer.AsSpan(0, head)) - filled;
        while (missing > 0)
        {
            missing -= await ReceiveAsync(socket, buffer.AsMemory(0, Math.Min(missing, buffer.Length)));
        }
    }

    private static async Task<int> ReceiveAsync(Socket socket, Memory<byte> buffer)
    {
        var read = await socket.ReceiveAsync(buffer);
        return read > 0 ? read : throw new InvalidOperationException("The server closed the connection.");
    }

    private static int ContentLength(ReadOnlySpan<byte> head)
    {
        if (head[9] != '2')
        {
            throw new InvalidOperationException("Not a success: " + Encoding.ASCII.GetString(head));
        }

        var at = head.IndexOf("Content-Length: "u8);
        if (at < 0)
        {
            return 0;
        }

        var digits = head[(at + 16)..];
        var end = digits.IndexOf((byte)'\r');
        return int.Parse(end < 0 ? digits : digits[..end], System.Globalization.CultureInfo.InvariantCulture);
    }
}
