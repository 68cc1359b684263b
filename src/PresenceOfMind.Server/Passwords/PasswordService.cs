using PresenceOfMind.Protocol;

namespace PresenceOfMind.Server.Passwords;

/// <summary>
/// Checks passwords, on at most half of the cores at once, those of higher priority first. How many may wait is bounded.
/// </summary>
internal sealed class PasswordService
{
    private const int MostWaiting = 1000;

    private readonly int _slots = Math.Max(1, Environment.ProcessorCount / 2);
    private readonly FairQueue<Verification>[] _queues = [.. Enum.GetValues<VerificationPriority>().Select(
        _ => new FairQueue<Verification>())];
    private readonly RecentPasswords _recent = new();
    private readonly Lock _lock = new();
    private int _running;
    private int _looks;

    /// <summary>How many passwords were checked, also those for names that do not exist.</summary>
    public int Looks => Volatile.Read(ref _looks);

    /// <summary>A log-in that has to wait for longer than is sensible, or finds too many waiting.</summary>
    public static PwsException Busy(Exception? inner = null) =>
        new(PwsErrorCode.TooManyRequests, "Too many log-ins wait for their password check. Log in again in a few seconds.", inner);

    /// <summary>Whether this password was found right since the process started, for this hash. Costs almost nothing.</summary>
    public bool WasRight(string? kept, string password) => kept is not null && _recent.Contains(kept, password);

    /// <summary>Whether a password is the kept one; takes as long where none is kept.</summary>
    /// <param name="kept">The hash, see <see cref="PasswordHash"/>; null if the name does not exist.</param>
    /// <param name="password">The password that came.</param>
    /// <param name="priority">Who is looked at first.</param>
    /// <param name="source">Where it came from; sources of one priority take turns.</param>
    /// <param name="cancellationToken">Ends the wait, but not a look that has begun.</param>
    /// <exception cref="PwsException">212 where too many wait.</exception>
    public Task<bool> MatchesAsync(
        string? kept, string password, VerificationPriority priority, string source, CancellationToken cancellationToken = default) =>
        WaitAsync(new Verification(kept, password), priority, source, cancellationToken);

    /// <summary>Waits as long as a stranger from this source would, without a look.</summary>
    /// <exception cref="PwsException">212 where too many wait.</exception>
    public Task WaitAsStrangerAsync(string source, CancellationToken cancellationToken) =>
        WaitAsync(new Verification(null, null), VerificationPriority.Stranger, source, cancellationToken);

    private async Task<bool> WaitAsync(Verification look, VerificationPriority priority, string source, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        LinkedListNode<Verification> place;
        lock (_lock)
        {
            if (_queues[(int)priority].Count >= MostWaiting)
            {
                throw Busy();
            }

            place = _queues[(int)priority].Add(source, look);
            StartWhatFits();
        }

        await using var cancelled = cancellationToken.Register(() => Cancel(place, priority, source, cancellationToken));
        return await look.Done.Task;
    }

    private void Cancel(
        LinkedListNode<Verification> place, VerificationPriority priority, string source, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!_queues[(int)priority].Remove(source, place))
            {
                return;
            }
        }

        place.Value.Done.TrySetCanceled(cancellationToken);
    }

    private void StartWhatFits()
    {
        while (_running < _slots && Next() is { } look)
        {
            if (look.Password is null)
            {
                look.Done.SetResult(false);
                continue;
            }

            // A thread of its own: the pool's few threads answer all other requests.
            _running++;
            _ = Task.Factory.StartNew(() => Run(look), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
    }

    private Verification? Next()
    {
        foreach (var queue in _queues)
        {
            if (queue.TryTake(out var look))
            {
                return look;
            }
        }

        return null;
    }

    private void Run(Verification look)
    {
        try
        {
            look.Done.SetResult(Matches(look.Kept, look.Password!));
        }
        catch (Exception e)
        {
            look.Done.SetException(e);
        }
        finally
        {
            lock (_lock)
            {
                _running--;
                StartWhatFits();
            }
        }
    }

    private bool Matches(string? kept, string password)
    {
        Interlocked.Increment(ref _looks);
        if (kept is null)
        {
            PasswordHash.Spend(password);
            return false;
        }

        var matches = PasswordHash.Matches(kept, password);
        if (matches)
        {
            _recent.Add(kept, password);
        }

        return matches;
    }

    // No record, which would print the password.
    /// <param name="kept">The hash; null if the name does not exist.</param>
    /// <param name="password">The password; null where only the wait counts.</param>
    private sealed class Verification(string? kept, string? password)
    {
        public string? Kept { get; } = kept;

        public string? Password { get; } = password;

        public TaskCompletionSource<bool> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
