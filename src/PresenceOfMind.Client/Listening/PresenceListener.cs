using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace PresenceOfMind.Client.Listening;

/// <summary>
/// Receives the callbacks of a Presence Web Service in a program that has no web server. It answers each at once, with 200 and
/// nothing, whether anybody waits for it or not, so that a stranger learns nothing. Time, size and number of connections are
/// bounded.
/// </summary>
/// <remarks>It speaks HTTP without TLS, as nodes call back; put a proxy in front where callbacks come by HTTPS.</remarks>
public sealed partial class PresenceListener : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly PresenceListenerOptions _options;
    private readonly string _path;
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _room;
    private readonly ILogger _logger;
    private readonly Task _accepting;

    private readonly NotificationHub _hub;
    private readonly int _port;

    private PresenceListener(PresenceListenerOptions options, NotificationHub hub, ILogger logger)
    {
        _options = options;
        _path = options.Path.TrimEnd('/');
        _logger = logger;
        _room = new SemaphoreSlim(options.MaxConnections);
        _hub = hub;
        _listener = new TcpListener(options.Address, options.Port);
        _listener.Start();
        _port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    /// <summary>Hands the callbacks to the watchers.</summary>
    /// <exception cref="ObjectDisposedException">It was disposed of.</exception>
    public NotificationHub Hub => Live._hub;

    /// <summary>The port that it listens at.</summary>
    /// <exception cref="ObjectDisposedException">It was disposed of.</exception>
    public int Port => Live._port;

    /// <summary>Begins to listen.</summary>
    /// <param name="options">Where, and within what bounds; port 8080 of all addresses by default.</param>
    /// <param name="hub">Where the watchers are; one of its own by default.</param>
    /// <param name="logger">Takes what happens; nowhere by default.</param>
    /// <exception cref="ArgumentException">A setting is not what it takes; the message names it.</exception>
    /// <exception cref="IOException">The port cannot be had; the message says why.</exception>
    public static PresenceListener Start(
        PresenceListenerOptions? options = null, NotificationHub? hub = null, ILogger<PresenceListener>? logger = null)
    {
        var settings = options is null ? new PresenceListenerOptions() : options with { };
        settings.Validate();
        try
        {
            return new PresenceListener(settings, hub ?? new NotificationHub(), logger ?? NullLogger<PresenceListener>.Instance);
        }
        catch (SocketException e)
        {
            throw new IOException(
                $"Cannot listen at port {settings.Port} of {settings.Address} ({e.SocketErrorCode}); choose another port, "
                    + "or stop the program that uses it.",
                e);
        }
    }

    /// <summary>The URL to give to watchers, under a name or an address at which the server reaches this machine.</summary>
    /// <param name="host">For example <c>10.0.0.5</c>.</param>
    /// <exception cref="ObjectDisposedException">It was disposed of.</exception>
    public Uri CallbackUrl(string host) => new UriBuilder(Uri.UriSchemeHttp, host, Port, _path).Uri;

    /// <summary>Ends the listening, and all connections.</summary>
    public async ValueTask DisposeAsync()
    {
        // The listener goes when nobody accepts any more: one that is taken away between two accepts throws what is no end.
        await _stop.CancelAsync().ConfigureAwait(false);
        await _accepting.ConfigureAwait(false);
        _listener.Dispose();
    }

    private PresenceListener Live
    {
        get
        {
            ObjectDisposedException.ThrowIf(_stop.IsCancellationRequested, this);
            return this;
        }
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var socket = await _listener.AcceptSocketAsync(_stop.Token).ConfigureAwait(false);
                if (_room.Wait(0, CancellationToken.None))
                {
                    _ = ServeAsync(socket);
                }
                else
                {
                    socket.Dispose();
                    Log.Full(_logger, _options.MaxConnections);
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException e)
            {
                // The machine is out of sockets, or the caller is gone already.
                Log.NotAccepted(_logger, e.SocketErrorCode);
                await Task.Delay(Pause).ConfigureAwait(false);
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            using (socket)
            {
                socket.NoDelay = true;
                await ServeRequestsAsync(socket).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is SocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            Log.Broken(_logger, e.Message);
        }
        finally
        {
            _room.Release();
        }
    }

    private async Task ServeRequestsAsync(Socket socket)
    {
        var buffer = new byte[_options.MaxRequestBytes];
        var length = 0;
        var goesOn = true;
        while (goesOn)
        {
            var request = CallbackRequest.Read(buffer.AsSpan(0, length), _path);
            if (request.Verdict == CallbackVerdict.Incomplete)
            {
                if (length == buffer.Length)
                {
                    await SendAsync(
                        socket,
                        "HTTP/1.1 431 Request Header Fields Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray()).ConfigureAwait(
                        false);
                    return;
                }

                var read = await ReceiveAsync(socket, buffer.AsMemory(length)).ConfigureAwait(false);
                length += read;
                goesOn = read > 0;
                continue;
            }

            if (request is { Segment: { } segment, Subscription: { } id })
            {
                _hub.Receive(segment, id);
            }

            await SendAsync(socket, Answer(request)).ConfigureAwait(false);
            goesOn = request.KeepAlive;
            buffer.AsSpan(request.Length, length - request.Length).CopyTo(buffer);
            length -= request.Length;
        }

        socket.Shutdown(SocketShutdown.Send);
    }

    private async Task<int> ReceiveAsync(Socket socket, Memory<byte> buffer)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        bound.CancelAfter(_options.Timeout);
        return await socket.ReceiveAsync(buffer, bound.Token).ConfigureAwait(false);
    }

    private async Task SendAsync(Socket socket, byte[] answer)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        bound.CancelAfter(_options.Timeout);
        await socket.SendAsync(answer, bound.Token).ConfigureAwait(false);
    }

    private static byte[] Answer(CallbackRequest request) => (request.Verdict, request.KeepAlive) switch
    {
        (CallbackVerdict.Ok, true) => "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray(),
        (CallbackVerdict.Ok, false) => "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(),
        (CallbackVerdict.NotFound, true) => "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"u8.ToArray(),
        (CallbackVerdict.NotFound, false) => "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(),
        (CallbackVerdict.NotAllowed, _) =>
            "HTTP/1.1 405 Method Not Allowed\r\nAllow: GET\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(),
        _ => "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(),
    };

    private static partial class Log
    {
        [LoggerMessage(
            4101,
            LogLevel.Warning,
            "More than {Connections} connections at once; this one was closed. Lost notifications are made up for by the fetch at " +
            "the next interval.")]
        public static partial void Full(ILogger logger, int connections);

        [LoggerMessage(4102, LogLevel.Warning, "A connection could not be taken: {Error}")]
        public static partial void NotAccepted(ILogger logger, SocketError error);

        [LoggerMessage(4103, LogLevel.Debug, "A callback's connection broke: {Reason}")]
        public static partial void Broken(ILogger logger, string reason);
    }
}
