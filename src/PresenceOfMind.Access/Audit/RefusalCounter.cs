namespace PresenceOfMind.Access.Audit;

/// <summary>
/// Counts equal refusals. The first of a minute is kept at once, and the others together at the minute's end. So a flood makes at most
/// two entries a minute for each kind of refusal, and only so many kinds are told apart.
/// </summary>
/// <param name="time">The clock of the minute.</param>
internal sealed class RefusalCounter(TimeProvider time)
{
    /// <summary>How many kinds are told apart in a minute. Further ones are counted by their reason alone.</summary>
    public const int MostKinds = 60;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<AuditEntry, (DateTimeOffset Last, long Further)> _kinds = [];
    private long _began = time.GetTimestamp();

    /// <summary>Counts a refusal.</summary>
    /// <param name="refusal">The refusal.</param>
    /// <returns>What is to be kept now: the refusal where it is the first of its kind, after what an earlier minute left.</returns>
    public IReadOnlyList<AuditEntry> Count(AuditEntry refusal)
    {
        lock (_lock)
        {
            var due = TakeIf(time.GetElapsedTime(_began) >= Minute);
            var kind = Kind(refusal);
            if (_kinds.TryGetValue(kind, out var known))
            {
                _kinds[kind] = (refusal.At, known.Further + 1);
                return due;
            }

            _kinds[kind] = (refusal.At, 0);
            return [.. due, kind with { At = refusal.At, Count = 1 }];
        }
    }

    /// <summary>Takes what is counted and not kept yet.</summary>
    /// <param name="all">Whether also where the minute has not ended.</param>
    public IReadOnlyList<AuditEntry> Take(bool all)
    {
        lock (_lock)
        {
            return TakeIf(all || time.GetElapsedTime(_began) >= Minute);
        }
    }

    private List<AuditEntry> TakeIf(bool isDue)
    {
        if (!isDue)
        {
            return [];
        }

        var counted = _kinds
            .Where(k => k.Value.Further > 0)
            .Select(k => k.Key with { At = k.Value.Last, Count = k.Value.Further })
            .ToList();
        _kinds.Clear();
        _began = time.GetTimestamp();
        return counted;
    }

    private AuditEntry Kind(AuditEntry refusal)
    {
        var kind = refusal with { At = default, Count = 0 };
        return _kinds.Count < MostKinds || _kinds.ContainsKey(kind)
            ? kind
            : new AuditEntry { Kind = AuditTrail.Nobody, Action = kind.Action, Outcome = kind.Outcome, Code = kind.Code, Count = 0 };
    }
}
