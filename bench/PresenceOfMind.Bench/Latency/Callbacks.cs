using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using PresenceOfMind.Bench.Serving;

namespace PresenceOfMind.Bench.Latency;

/// <summary>An application's endpoint that notes when it was called.</summary>
internal sealed class Callbacks : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly WebApplication _app;
    private readonly Lock _lock = new();
    private List<long> _times = [];
    private int _expected;
    private TaskCompletionSource<IReadOnlyList<long>> _all = new();

    private Callbacks(WebApplication app) => _app = app;

    public int Port { get; private set; }

    /// <summary>The endpoint's address; another path of it notes nothing.</summary>
    public string Url => $"http://127.0.0.1:{Port}/told";

    public static async Task<Callbacks> StartAsync()
    {
        var callbacks = new Callbacks(BenchHost.Builder().Build());
        callbacks._app.Run(callbacks.AnswerAsync);
        await callbacks._app.StartAsync();
        callbacks.Port = callbacks._app.Ports()[0];
        return callbacks;
    }

    /// <summary>When each of so many calls came, counted from now on.</summary>
    /// <exception cref="TimeoutException">Some did not come.</exception>
    public async Task<IReadOnlyList<long>> ExpectAsync(int calls)
    {
        Task<IReadOnlyList<long>> all;
        lock (_lock)
        {
            (_times, _expected) = (new List<long>(calls), calls);
            _all = new TaskCompletionSource<IReadOnlyList<long>>(TaskCreationOptions.RunContinuationsAsynchronously);
            all = _all.Task;
        }

        return await all.WaitAsync(Patience);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path == "/told")
        {
            var now = Stopwatch.GetTimestamp();
            lock (_lock)
            {
                _times.Add(now);
                if (_times.Count == _expected)
                {
                    _all.TrySetResult(_times);
                }
            }
        }

        return Task.CompletedTask;
    }
}
