namespace PresenceOfMind.Protocol.Retries;

/// <summary>When to retry: waits that double up to a bound.</summary>
/// <param name="first">The first wait.</param>
/// <param name="longest">The longest wait.</param>
internal sealed class Backoff(TimeSpan first, TimeSpan longest)
{
    private const int MaxDoublings = 16;

    private DateTimeOffset? _workedSince;

    /// <summary>
    /// Varies each wait between a half and all of it, so that clients that failed together do not retry together. Default none.
    /// </summary>
    public Random? Jitter { get; init; }

    /// <summary>How long it must have worked before the next failure counts as a first one. Default 0.</summary>
    public TimeSpan Quiet { get; init; }

    /// <summary>Failures in a row.</summary>
    public int Failures { get; private set; }

    /// <summary>No retry before this. The default value where none has to wait.</summary>
    public DateTimeOffset NotBefore { get; private set; }

    /// <summary>It worked.</summary>
    /// <param name="now">The time of it.</param>
    public void Succeed(DateTimeOffset now) => _workedSince ??= now;

    /// <summary>It failed: wait.</summary>
    /// <param name="now">The time of it.</param>
    public void Fail(DateTimeOffset now) => NotBefore = now + Wait(Count(now));

    /// <summary>It failed in a way that may be mended at once: wait only where that did not help.</summary>
    /// <param name="now">The time of it.</param>
    public void FailOnce(DateTimeOffset now) => NotBefore = now + Wait(Count(now) - 1);

    /// <summary>It failed: counts the failure.</summary>
    /// <returns>How long to wait before the retry.</returns>
    public TimeSpan Next() => Wait(++Failures);

    /// <summary>What failed is not asked any more: the next try waits for nothing.</summary>
    public void Reset() => (Failures, NotBefore, _workedSince) = (0, default, null);

    /// <summary>Another is asked next, at once; the waits go on growing where that fails too.</summary>
    public void Free() => NotBefore = default;

    private int Count(DateTimeOffset now)
    {
        Failures = now - _workedSince >= Quiet ? 1 : Failures + 1;
        _workedSince = null;
        return Failures;
    }

    private TimeSpan Wait(int failures)
    {
        if (failures <= 0)
        {
            return TimeSpan.Zero;
        }

        var wait = first * Math.Pow(2, Math.Min(failures - 1, MaxDoublings));
        wait = wait < longest ? wait : longest;
        return Jitter is null ? wait : wait * (0.5 + (Jitter.NextDouble() / 2));
    }
}
