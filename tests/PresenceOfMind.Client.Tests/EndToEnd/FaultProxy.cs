using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace PresenceOfMind.Client.Tests.EndToEnd;

/// <summary>What a proxy does to a request or to its answer.</summary>
internal enum WireFault
{
    None,
    Delay,
    DropRequest,
    LoseAnswer,
    CutAnswer,
    HalfOpen,
    Duplicate,
}

/// <summary>
/// A bad line: TCP in between, which delays, drops, cuts, repeats and leaves half open. It knows a request by its being the first
/// that comes after an answer, and TLS by its first byte, which goes to a port of its own.
/// </summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private const byte TlsHandshake = 0x16;

    private static readonly TimeSpan DelayTime = TimeSpan.FromMilliseconds(50);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Socket, bool> _open = new();
    private readonly ConcurrentQueue<WireFault> _faults = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _accepting;
    private volatile bool _down;
    private int _requests;

    public FaultProxy()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>Where plain connections go.</summary>
    public int Target { get; set; }

    /// <summary>Where TLS goes.</summary>
    public int SecureTarget { get; set; }

    /// <summary>How many requests came.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Whether nothing goes through.</summary>
    public bool IsDown
    {
        get => _down;
        set
        {
            _down = value;
            if (value)
            {
                CloseAll();
            }
        }
    }

    /// <summary>What happens to the next requests, one each.</summary>
    public void Enqueue(params IEnumerable<WireFault> faults)
    {
        foreach (var fault in faults)
        {
            _faults.Enqueue(fault);
        }
    }

    /// <summary>From now on all is well.</summary>
    public void Calm()
    {
        _faults.Clear();
        IsDown = false;
        CloseAll();
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _accepting;
        CloseAll();
        _listener.Dispose();
        _ending.Dispose();
    }

    private void CloseAll()
    {
        foreach (var socket in _open.Keys)
        {
            socket.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_ending.Token);
                _ = _down ? CloseAsync(socket) : ServeAsync(socket);
            }
        }
        catch (OperationCanceledException)
        {
            // It was disposed of.
        }
    }

    private static Task CloseAsync(Socket socket)
    {
        socket.Close(0);
        return Task.CompletedTask;
    }

    private async Task ServeAsync(Socket client)
    {
        using var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            using (client)
            {
                _open[client] = _open[server] = true;
                await new Line(this, client, server).RunAsync();
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // One side is gone, and so the other goes.
        }
        finally
        {
            _open.TryRemove(client, out _);
            _open.TryRemove(server, out _);
        }
    }

    private WireFault NextFault()
    {
        Interlocked.Increment(ref _requests);
        return _faults.TryDequeue(out var fault) ? fault : WireFault.None;
    }

    private sealed class Line(FaultProxy proxy, Socket client, Socket server)
    {
        private volatile bool _awaitsRequest = true;
        private volatile WireFault _fault;

        public async Task RunAsync()
        {
            var buffer = new byte[65536];
            var read = await client.ReceiveAsync(buffer);
            await server.ConnectAsync(IPAddress.Loopback, buffer[0] == TlsHandshake ? proxy.SecureTarget : proxy.Target);
            var back = BackAsync();
            while (read > 0)
            {
                if (_awaitsRequest)
                {
                    _awaitsRequest = false;
                    _fault = proxy.NextFault();
                }

                if (_fault == WireFault.DropRequest)
                {
                    break;
                }

                await (_fault == WireFault.Delay ? Task.Delay(DelayTime) : Task.CompletedTask);
                await (_fault == WireFault.Duplicate ? RepeatAsync(buffer.AsMemory(0, read)) : Task.CompletedTask);
                await (_fault == WireFault.HalfOpen ? Task.CompletedTask : server.SendAsync(buffer.AsMemory(0, read)).AsTask());
                read = await client.ReceiveAsync(buffer);
            }

            server.Dispose();
            client.Dispose();
            await back;
        }

        private async Task BackAsync()
        {
            var buffer = new byte[65536];
            try
            {
                while (await server.ReceiveAsync(buffer) is var read and > 0)
                {
                    var told = _fault switch { WireFault.LoseAnswer => 0, WireFault.CutAnswer => read / 2, _ => read };
                    await client.SendAsync(buffer.AsMemory(0, told));
                    if (told < read)
                    {
                        break;
                    }

                    _awaitsRequest = true;
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // One side is gone, and so the other goes.
            }

            client.Dispose();
            server.Dispose();
        }

        // As a proxy does that repeats what it believes lost.
        private async Task RepeatAsync(ReadOnlyMemory<byte> request)
        {
            using var again = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await again.ConnectAsync(IPAddress.Loopback, proxy.Target);
            await again.SendAsync(request);
            await again.ReceiveAsync(new byte[1024]);
        }
    }
}
