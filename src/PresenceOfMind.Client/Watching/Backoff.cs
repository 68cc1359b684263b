namespace PresenceOfMind.Client.Watching;

/// <summary>
/// When to try again: waits that double and vary, so that watchers that failed together do not return together.
/// </summary>
/// <param name="max">The longest wait.</param>
/// <param name="quiet">How long it must have worked to make the next failure a first one.</param>
/// <param name="random">Varies the waits.</param>
internal sealed class Backoff(TimeSpan max, TimeSpan quiet, Random random)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);

    private const int MaxDoublings = 16;

    private DateTimeOffset? _workedSince;

    /// <summary>Failures in a row.</summary>
    public int Failures { get; private set; }

    /// <summary>No try before this.</summary>
    public DateTimeOffset NotBefore { get; private set; }

    /// <summary>It worked.</summary>
    public void Succeed(DateTimeOffset now) => _workedSince ??= now;

    /// <summary>It failed: wait.</summary>
    public void Fail(DateTimeOffset now) => NotBefore = now + Wait(Count(now));

    /// <summary>It failed in a way that may be mended at once: wait only where that did not help.</summary>
    public void FailOnce(DateTimeOffset now) => NotBefore = now + Wait(Count(now) - 1);

    /// <summary>What failed is not asked any more: the next try waits for nothing.</summary>
    public void Reset() => (Failures, NotBefore, _workedSince) = (0, default, null);

    /// <summary>Another is asked next, at once; the waits go on growing where that fails too.</summary>
    public void Free() => NotBefore = default;

    private int Count(DateTimeOffset now)
    {
        Failures = now - _workedSince >= quiet ? 1 : Failures + 1;
        _workedSince = null;
        return Failures;
    }

    private TimeSpan Wait(int failures)
    {
        if (failures <= 0)
        {
            return TimeSpan.Zero;
        }

        var wait = First * Math.Pow(2, Math.Min(failures - 1, MaxDoublings));
        return (wait < max ? wait : max) * (0.5 + (random.NextDouble() / 2));
    }
}
