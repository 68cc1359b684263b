namespace PresenceOfMind.Access.Accounts;

/// <summary>
/// Failed sign-ins by name, of known and unknown names alike, so that the answer does not tell which names there are. Five in a row lock
/// the name for 15 minutes, each further five for twice as long as before, up to 4 hours. They are kept in memory: a restart forgets them.
/// </summary>
/// <param name="time">The host's clock.</param>
internal sealed class SignInFailures(TimeProvider time)
{
    /// <summary>How many failures in a row lock a name.</summary>
    public const int MostFailures = 5;

    /// <summary>How many names are kept at most. Where there are more, the ones that failed longest ago go.</summary>
    private const int MostNames = 20_000;

    /// <summary>How long after the last failure a name is forgotten.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromHours(24);

    private static readonly TimeSpan FirstLock = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LongestLock = TimeSpan.FromHours(4);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _byName = new(StringComparer.Ordinal);

    /// <summary>Notes that an attempt begins. It counts as a failure until <see cref="Forget"/>, so that many at once count too.</summary>
    /// <returns>How long the name is locked already; zero where the attempt may go on.</returns>
    public TimeSpan Begin(string name)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var entry = _byName.TryGetValue(name, out var found) && found.At + Memory > now ? found : new Entry(0, now, now);
            if (entry.Until > now)
            {
                return entry.Until - now;
            }

            var count = entry.Count + 1;
            var locks = count % MostFailures == 0 ? count / MostFailures : 0;
            _byName[name] = new Entry(count, now, locks == 0 ? now : now + Length(locks));
            if (_byName.Count > MostNames)
            {
                Shrink(now);
            }

            return TimeSpan.Zero;
        }
    }

    /// <summary>Forgets the failures of a name: the person signed in, or the password was set anew.</summary>
    public void Forget(string name)
    {
        lock (_lock)
        {
            _byName.Remove(name);
        }
    }

    private static TimeSpan Length(int locks) =>
        locks > 5 ? LongestLock : TimeSpan.FromTicks(Math.Min(LongestLock.Ticks, FirstLock.Ticks << (locks - 1)));

    /// <summary>Makes room: a tenth, so that not every attempt has to.</summary>
    private void Shrink(DateTimeOffset now)
    {
        foreach (var (name, _) in _byName
            .OrderBy(e => e.Value.Until > now)
            .ThenBy(e => e.Value.At)
            .Take(MostNames / 10)
            .ToList())
        {
            _byName.Remove(name);
        }
    }

    private readonly record struct Entry(int Count, DateTimeOffset At, DateTimeOffset Until);
}
