using System.Collections.Concurrent;
using PresenceOfMind.Tests.Shared;

namespace EndToEnd;

/// <summary>
/// A client that asks the same all the time, each time by a new connection, from before a program starts until after it ended.
/// It keeps every answer that is not the right one; no answer at all is no wrong one.
/// </summary>
internal sealed class Hammer : IAsyncDisposable
{
    private const int AtOnce = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        PooledConnectionLifetime = TimeSpan.Zero,
        UseProxy = false,
        AllowAutoRedirect = false,
#pragma warning disable CA5359 // What is tested is whether a port answers, and the certificate is made at the start.
        SslOptions = new() { RemoteCertificateValidationCallback = (_, _, _, _) => true },
#pragma warning restore CA5359
    });

    private readonly CancellationTokenSource _enough = new();
    private readonly ConcurrentQueue<string> _wrong = [];
    private readonly Task[] _clients;
    private int _right;
    private int _asked;

    /// <summary>Begins.</summary>
    /// <param name="ask">Makes a request.</param>
    /// <param name="isRight">Whether an answer's status and body are right.</param>
    public Hammer(Func<HttpRequestMessage> ask, Func<int, string, bool> isRight) =>
        _clients = [.. Enumerable.Range(0, AtOnce).Select(_ => Task.Run(() => RunAsync(ask, isRight)))];

    /// <summary>Answers that were right until now.</summary>
    public int Right => Volatile.Read(ref _right);

    /// <summary>Questions until now, answered or not.</summary>
    public int Asked => Volatile.Read(ref _asked);

    /// <summary>Waits until it has asked some more.</summary>
    public async Task AskSomeAsync()
    {
        var before = Asked;
        await Eventually.GetAsync(
            "more questions of the hammering client", () => Task.FromResult(Asked), asked => asked >= before + (3 * AtOnce));
    }

    /// <summary>Ends it, and fails where an answer was wrong or none was right.</summary>
    public async Task AssertAsync(string what)
    {
        await _enough.CancelAsync();
        await Task.WhenAll(_clients);
        Assert.True(_wrong.IsEmpty, $"{what}: {_wrong.Count} wrong answers beside {Right} right ones, first: {_wrong.FirstOrDefault()}");
        Assert.True(Right > 0, $"{what}: no answer was right");
    }

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        await Task.WhenAll(_clients);
        _http.Dispose();
        _enough.Dispose();
    }

    private async Task RunAsync(Func<HttpRequestMessage> ask, Func<int, string, bool> isRight)
    {
        while (!_enough.IsCancellationRequested)
        {
            try
            {
                using var request = ask();
                using var answer = await _http.SendAsync(request, _enough.Token);
                var body = await answer.Content.ReadAsStringAsync(_enough.Token);
                if (isRight((int)answer.StatusCode, body))
                {
                    Interlocked.Increment(ref _right);
                }
                else
                {
                    _wrong.Enqueue($"{(int)answer.StatusCode} {body}");
                }
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
            {
                // None: the port is closed, or the program ended meanwhile.
            }

            Interlocked.Increment(ref _asked);
            await Task.Delay(Pause, CancellationToken.None);
        }
    }
}
