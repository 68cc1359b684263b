using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text;

namespace PresenceOfMind.Client.Doctor;

/// <summary>Receives callbacks while the doctor runs, and answers each with 200 and no body.</summary>
internal sealed class DoctorListener : IAsyncDisposable
{
    private const int MaxRequest = 8192;
    private const int MaxCalls = 256;

    private static readonly byte[] Answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray();
    private static readonly TimeSpan MaxRead = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly HashSet<string> _calls = [];
    private readonly CancellationTokenSource _ending = new();
    private readonly TcpListener _listener;
    private readonly Task _running;
    private TaskCompletionSource _arrived = NewSignal();

    private DoctorListener(TcpListener listener)
    {
        _listener = listener;
        _running = AcceptAsync();
    }

    /// <summary>Listens for a URL of this machine.</summary>
    /// <param name="url">The URL.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null where the URL is not of this machine, or its port cannot be had.</returns>
    public static async Task<DoctorListener?> TryStartAsync(Uri url, CancellationToken cancellationToken)
    {
        var own = NetworkInterface
            .GetAllNetworkInterfaces()
            .SelectMany(n => n.GetIPProperties().UnicastAddresses)
            .Select(u => u.Address)
            .ToHashSet();
        var addresses = await ProbeTransport.AddressesAsync(url, cancellationToken).ConfigureAwait(false);
        if (addresses.FirstOrDefault(a => IPAddress.IsLoopback(a) || own.Contains(a)) is not { } address)
        {
            return null;
        }

        var listener = new TcpListener(address, url.Port) { ExclusiveAddressUse = true };
        try
        {
            listener.Start();
            return new DoctorListener(listener);
        }
        catch (SocketException)
        {
            listener.Dispose();
            return null;
        }
    }

    /// <summary>Forgets the callbacks that came until now.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _calls.Clear();
        }
    }

    /// <summary>Waits for a callback that came, or comes, since the last <see cref="Forget"/>.</summary>
    /// <param name="path">The path that it has.</param>
    /// <param name="subscription">The subscription that it names.</param>
    /// <param name="patience">How long to wait.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Whether it came.</returns>
    public async Task<bool> WaitAsync(string path, int subscription, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bounded.CancelAfter(patience);
        try
        {
            while (true)
            {
                Task arrived;
                lock (_gate)
                {
                    if (_calls.Any(call => IsOf(call, path, subscription)))
                    {
                        return true;
                    }

                    arrived = _arrived.Task;
                }

                await arrived.WaitAsync(bounded.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // The listener goes when nobody accepts any more: one that is taken away between two accepts throws what is no end.
        await _ending.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        _listener.Dispose();
        _ending.Dispose();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static bool IsOf(string call, string path, int subscription)
    {
        var parts = call.Split('?', 2);
        return parts[0] == path && parts.Length == 2 && parts[1].Split('&').Contains(FormattableString.Invariant($"id={subscription}"));
    }

    private void Record(string call)
    {
        lock (_gate)
        {
            if (_calls.Count < MaxCalls)
            {
                _calls.Add(call);
            }

            _arrived.TrySetResult();
            _arrived = NewSignal();
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ReceiveAsync(await _listener.AcceptTcpClientAsync(_ending.Token).ConfigureAwait(false));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // The doctor is done.
        }
    }

    private async Task ReceiveAsync(TcpClient client)
    {
        using var closing = client;
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token);
        bounded.CancelAfter(MaxRead);
        try
        {
            var stream = client.GetStream();
            var buffer = new byte[MaxRequest];
            var length = 0;
            while (length < buffer.Length && buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) < 0)
            {
                var read = await stream.ReadAsync(buffer.AsMemory(length), bounded.Token).ConfigureAwait(false);
                if (read == 0)
                {
                    return;
                }

                length += read;
            }

            var line = Encoding.ASCII.GetString(buffer, 0, Math.Max(0, buffer.AsSpan(0, length).IndexOf((byte)'\r'))).Split(' ');
            if (line is ["GET", var target, ..])
            {
                Record(target);
            }

            await stream.WriteAsync(Answer, bounded.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException)
        {
            // Whoever called has gone.
        }
    }
}
