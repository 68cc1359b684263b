namespace Faults;

/// <summary>
/// Asks the administration for one numbered change after the other, each of which is one commit: the server holds the last that was
/// acknowledged, or the one that was under way.
/// </summary>
internal abstract class CountingAsker : IAsker
{
    private RunningServer? _server;
    private TaskCompletionSource _answered = new();
    private int _known;
    private bool _doubtful;

    /// <summary>Compares what was found with what a change leaves behind.</summary>
    /// <param name="isOf">Whether what was found is what a change of this number leaves behind; 0 is before the first.</param>
    /// <param name="found">What was found, for whoever reads a failure.</param>
    protected delegate void Check(Func<int, bool> isOf, string found);

    public int Acknowledged { get; private set; }

    public Task Answered => _answered.Task;

    public Task BeginAsync(RunningServer server)
    {
        _server = server;
        return Task.CompletedTask;
    }

    public Task CheckAsync(RunningServer server, string when)
    {
        _server = server;
        return CheckAsync(server, (isOf, found) =>
        {
            var isKnown = isOf(_known);
            Assert.True(
                isKnown || (_doubtful && isOf(_known + 1)),
                $"{when}: {GetType().Name} had {_known} acknowledged, {(_doubtful ? "the next in doubt" : "none in doubt")}, and "
                    + $"found\n  {found}");
            _known += isKnown ? 0 : 1;
            _doubtful = false;
        });
    }

    public async Task WorkAsync()
    {
        using var http = _server!.ConnectAdmin();
        _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        while (true)
        {
            _doubtful = true;
            if (!await Lost.AnsweredAsync(() => SendAsync(http, _known + 1)))
            {
                return;
            }

            _known++;
            _doubtful = false;
            Acknowledged++;
            _answered.TrySetResult();
        }
    }

    /// <summary>Looks at what the server holds, and compares it.</summary>
    protected abstract Task CheckAsync(RunningServer server, Check check);

    /// <summary>Asks for the change of a number.</summary>
    protected abstract Task SendAsync(HttpClient http, int number);
}
