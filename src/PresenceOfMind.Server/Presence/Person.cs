using PresenceOfMind.Protocol;

namespace PresenceOfMind.Server.Presence;

/// <summary>
/// What is known of one person: the devices' states, and the presence composed of them. Every method that changes
/// something says whether a watcher would see it.
/// </summary>
internal sealed class Person(IReadOnlyList<PresenceRule> rules)
{
    private readonly SortedDictionary<string, Device> _devices = new(StringComparer.Ordinal);

    /// <summary>Whether the directory has this person. Who is not there is UNKNOWN whatever devices say.</summary>
    public bool Known { get; private set; }

    /// <summary>Grows with every change that a watcher would see.</summary>
    public long Sequence { get; private set; }

    /// <summary>What the devices say, those that no longer count included until <see cref="Expire"/>.</summary>
    public IReadOnlyCollection<Device> Devices => _devices.Values;

    /// <summary>When the next device stops to count; null where none does.</summary>
    public DateTimeOffset? NextDue => _devices.Values.Min(d => d.ExpiresAt);

    /// <summary>Takes up what was kept.</summary>
    public void Restore(bool known, long sequence, IEnumerable<Device> devices)
    {
        Known = known;
        Sequence = sequence;
        foreach (var device in devices)
        {
            _devices[device.Tuple] = device;
        }
    }

    /// <summary>The composed state.</summary>
    public PresenceState State(DateTimeOffset now) => Known ? Deciding(now)?.State ?? PresenceState.Unavailable : PresenceState.Unknown;

    /// <summary>The device whose word it is; null where none says anything.</summary>
    public Device? Deciding(DateTimeOffset now)
    {
        var counting = _devices.Values.Where(d => d.Counts(now)).ToList();
        return rules.Select(rule => rule.Decide(counting)).FirstOrDefault(d => d is not null);
    }

    /// <summary>Enters the directory or leaves it. Who leaves takes all devices along.</summary>
    public bool SetKnown(bool known)
    {
        if (Known == known)
        {
            return false;
        }

        Known = known;
        if (!known)
        {
            _devices.Clear();
        }

        return Changed();
    }

    /// <summary>Sets one's own presence, basic (PWS): with override it beats every device; AVAILABLE ends an override.</summary>
    /// <exception cref="PwsException">121 for AVAILABLE with override, 122 for DND without, 120 for UNKNOWN.</exception>
    public bool SetOwn(PresenceState state, bool asOverride, DateTimeOffset expiresAt)
    {
        Refuse(state, asOverride);
        if (asOverride)
        {
            return Put(new Device(PwsTuples.Override, state, ExpiresAt: expiresAt));
        }

        var ended = state == PresenceState.Available && RemoveOverrides();
        var put = Put(new Device(PwsTuples.Own, state, ExpiresAt: expiresAt));
        return put || (ended && Changed());
    }

    /// <summary>Takes what a device says.</summary>
    public bool Report(Device device) => Put(device);

    /// <summary>A device says nothing any more.</summary>
    public bool Clear(string tuple) => _devices.Remove(tuple) && Changed();

    /// <summary>Ends every override.</summary>
    public bool ClearOverride() => RemoveOverrides() && Changed();

    /// <summary>Drops what no longer counts.</summary>
    public bool Expire(DateTimeOffset now)
    {
        var over = _devices.Values.Where(d => !d.Counts(now)).Select(d => d.Tuple).ToList();
        over.ForEach(tuple => _devices.Remove(tuple));
        return over.Count > 0 && Changed();
    }

    private static void Refuse(PresenceState state, bool asOverride)
    {
        if (!state.IsSettable())
        {
            throw new PwsException(PwsErrorCode.PresenceInvalid);
        }

        if (asOverride && state == PresenceState.Available)
        {
            throw new PwsException(PwsErrorCode.AvailableWithOverride);
        }

        if (!asOverride && state == PresenceState.Dnd)
        {
            throw new PwsException(PwsErrorCode.DndWithoutOverride);
        }
    }

    private bool Put(Device device)
    {
        var same = _devices.TryGetValue(device.Tuple, out var before) && before.SaysWhat(device);
        _devices[device.Tuple] = device;
        return !same && Changed();
    }

    private bool RemoveOverrides()
    {
        var overrides = _devices.Values.Where(d => d.IsOverride).Select(d => d.Tuple).ToList();
        overrides.ForEach(tuple => _devices.Remove(tuple));
        return overrides.Count > 0;
    }

    private bool Changed()
    {
        Sequence++;
        return true;
    }
}
