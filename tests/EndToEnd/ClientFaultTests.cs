using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace EndToEnd;

/// <summary>
/// A client's fault is answered by 400 or by nothing, and is no failure of the program: nothing is logged at Warning or above.
/// </summary>
public sealed class ClientFaultTests
{
    private const string Xml = "POST /presence-service/users/demo/sessions HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/xml\r\n";
    private const string Soap = "POST /presence-service/soap HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/xml\r\n";
    private const string Set = "PUT /presence-service/users/aisha/presence/basic HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/xml\r\n";
    private const string Nothing = "POST /presence-service/nothing HTTP/1.1\r\nHost: localhost\r\n";
    private const string Api = "POST /api/v1/teams/demo/tasks HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
    private const string Patch = "PATCH /api/v1/teams/demo HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/merge-patch+json\r\n";
    private const string Page = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n";
    private const string Form = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=x\r\n";
    private const string Hub = "POST /_blazor/negotiate?negotiateVersion=1 HTTP/1.1\r\nHost: localhost\r\n";
    private const string Listener = "POST /pws HTTP/1.1\r\nHost: localhost\r\n";
    private const string Upgrade =
        "GET /_blazor HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: "
            + "13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

    private static readonly string[] Bodies =
    [
        "Content-Length: 1000\r\n\r\n<half",
        "Transfer-Encoding: chunked\r\n\r\n5\r\n<half\r\n",
        "Transfer-Encoding: chunked\r\n\r\nZZ\r\nwrong\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n5\r\nlonger than five\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\nwrong\r\n0\r\n\r\n",
        "Transfer-Encoding: gzip\r\n\r\nwrong",
        "Content-Length: wrong\r\n\r\n",
        "Content-Length: 5\r\nContent-Length: 6\r\n\r\nwrong!",
        "Bad Header\r\n\r\n",
        "Expect: 100-continue\r\nContent-Length: 10\r\n\r\n",
        "Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nwrong",
    ];

    [Fact]
    public async Task Faults_of_clients_leave_no_trace_in_the_log_and_are_400_or_nothing()
    {
        await using var demo = await Demo.StartAsync();
        var key = (await File.ReadAllTextAsync(Path.Combine(demo.Data, "admin.key"), TestContext.Current.CancellationToken)).Trim();
        var admin = $"PUT /admin/devices HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {key}\r\nContent-Type: application/json\r\n";
        var before = demo.Process.Error.Length;
        (Uri At, string[] Heads)[] ports =
        [
            (
                demo.PwsHttp,
                [Xml, Soap, Set, Nothing]), (demo.PwsHttps, [Xml, Soap]), (demo.Page, [Api, Patch, admin, Page, Form, Hub, Listener]),
        ];
        foreach (var (at, head, body) in ports.SelectMany(p => p.Heads.SelectMany(h => Bodies.Select(b => (p.At, h, b)))))
        {
            await ResetAsync(at, head + body);
            var status = await AskAsync(at, head + body);

            // A fault of SOAP is sent with 200, and what reads no body answers as always.
            Assert.True(
                status is null or "100" || status[0] == '4' || (head is Soap or Hub or Listener && status[0] == '2'),
                $"{at} answered {status} to {head}{body}");
        }

        foreach (var at in ports.Select(p => p.At))
        {
            await ResetAsync(at, "");
            await AskAsync(at, "\x16\x03\x01\x02\x00\x01\x00garbage that is no TLS\r\n\r\n", raw: true);
            await AskAsync(at, "GET / HTTP/9.9\r\n\r\n", raw: true);
        }

        await ResetAsync(demo.Page, Upgrade + "\xff\xff\xff\xff garbage");
        await AskAsync(demo.Page, Upgrade + "\x82\x85garbage garbage");
        for (var i = 0; i < 300; i++)
        {
            await ResetAsync(i % 2 == 0 ? demo.PwsHttp : demo.Page, (i % 2 == 0 ? Xml : Api) + Bodies[0]);
        }

        // What is logged late is waited for: a request that is right comes after all of them.
        Assert.Equal("AVAILABLE", await demo.Pws.GetAsync("aisha"));
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        var traces = demo.Process.Error[before..].Split('\n').Where(IsTrace).ToList();
        Assert.True(traces.Count == 0, string.Join('\n', traces.Take(10)));
    }

    // What tells of a slow machine is not of the clients.
    private static bool IsTrace(string line) =>
        (line.Contains(" warn: ", StringComparison.Ordinal)
            || line.Contains(" fail: ", StringComparison.Ordinal)
            || line.Contains(" crit: ", StringComparison.Ordinal))
        && !line.Contains("heartbeat", StringComparison.Ordinal)
            && !line.Contains("ClockWatch", StringComparison.Ordinal)
            && !line.Contains("Orleans", StringComparison.Ordinal);

    /// <summary>Sends something and has the connection reset.</summary>
    private static async Task ResetAsync(Uri at, string text)
    {
        await using var stream = await ConnectAsync(at, raw: false, linger: true);
        await SendAsync(stream, text);
    }

    /// <summary>Sends something, says that no more comes, and gives the answer's status; null where there is none.</summary>
    private static async Task<string?> AskAsync(Uri at, string text, bool raw = false)
    {
        await using var stream = await ConnectAsync(at, raw, linger: false);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        try
        {
            await SendAsync(stream, text);
            if (stream is NetworkStream plain)
            {
                plain.Socket.Shutdown(SocketShutdown.Send);
            }

            patience.CancelAfter(TimeSpan.FromSeconds(2));
            var buffer = new byte[1024];
            var length = await stream.ReadAsync(buffer, patience.Token);
            return Encoding.Latin1.GetString(buffer, 0, length).Split(' ') is ["HTTP/1.1", var status, ..] ? status : null;
        }
        catch (Exception e) when (e is IOException or SocketException
            || (e is OperationCanceledException && patience.IsCancellationRequested))
        {
            return null;
        }
    }

    private static async Task SendAsync(Stream stream, string text)
    {
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(text), TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            // It was refused before all of it was sent.
        }
    }

    private static async Task<Stream> ConnectAsync(Uri at, bool raw, bool linger)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, at.Port);
        if (linger)
        {
            socket.LingerState = new LingerOption(true, 0);
        }

        var plain = new NetworkStream(socket, ownsSocket: true);
        if (raw || at.Scheme == "http")
        {
            return plain;
        }

#pragma warning disable CA5359 // What is tested is what comes after the handshake, and the certificate is made at the start.
        var secure = new SslStream(plain, leaveInnerStreamOpen: false, (_, _, _, _) => true);
#pragma warning restore CA5359
        await secure.AuthenticateAsClientAsync("localhost");
        return secure;
    }
}
