using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using PresenceOfMind.Server.Notifications;
using PresenceOfMind.Server.Tests.Rest;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Server.Tests.Notifications;

/// <summary>One notification is one GET, whatever the listener does with it.</summary>
public sealed class OneRequestTests
{
    [Fact]
    public async Task A_listener_that_ends_the_connection_without_an_answer_gets_no_second_request()
    {
        await using var server = await PwsTestServer.StartAsync();
        using var listener = new CountingListener();
        var app = await server.LogInAppAsync();
        var joe = await server.LogInAsync("joe", app);
        await server.SubscribeAsync("joe", joe, await server.RegisterAsync(app, listener.Url), "joe@localhost");
        await Eventually.IsAsync(() => listener.Requests == 1);

        // The first was answered on a connection that stays open; the others are read and their connection ends.
        var diagnosis = server.Services.GetRequiredService<IDiagnosis>();
        foreach (var (state, sent) in new[] { ("BUSY", 2), ("AWAY", 3), ("BUSY", 4) })
        {
            await server.FetchAsync("joe", joe, 1);
            await server.SetAsync("joe", joe, state);
            await Eventually.IsAsync(() => listener.Requests >= sent && listener.Ended >= sent - 1 && diagnosis.List().Count == 1);
            Assert.Equal(sent, listener.Requests);
        }

        Assert.Equal(4, listener.Connections);
    }

    /// <summary>Answers the first request, and ends every connection on which another comes.</summary>
    private sealed class CountingListener : IDisposable
    {
        private readonly TcpListener _tcp = new(IPAddress.Loopback, 0);
        private int _requests;
        private int _connections;
        private int _ended;

        public CountingListener()
        {
            _tcp.Start();
            _ = AcceptAsync();
        }

        public string Url => $"http://127.0.0.1:{((IPEndPoint)_tcp.LocalEndpoint).Port}/pws";

        public int Requests => Volatile.Read(ref _requests);

        public int Connections => Volatile.Read(ref _connections);

        public int Ended => Volatile.Read(ref _ended);

        public void Dispose() => _tcp.Dispose();

        private async Task AcceptAsync()
        {
            try
            {
                while (true)
                {
                    var client = await _tcp.AcceptTcpClientAsync();
                    Interlocked.Increment(ref _connections);
                    _ = ServeAsync(client);
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // The test is over.
            }
        }

        private async Task ServeAsync(TcpClient client)
        {
            using var connection = client;
            var stream = connection.GetStream();
            var head = new StringBuilder();
            var buffer = new byte[4096];
            while (await stream.ReadAsync(buffer) is var read and > 0)
            {
                head.Append(Encoding.ASCII.GetString(buffer, 0, read));
                if (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
                {
                    continue;
                }

                head.Clear();
                if (Interlocked.Increment(ref _requests) > 1)
                {
                    break;
                }

                await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: keep-alive\r\n\r\n"u8.ToArray());
            }

            connection.Close();
            Interlocked.Increment(ref _ended);
        }
    }
}
