using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Pidf;
using PresenceOfMind.Server.Composing;
using PresenceOfMind.Server.Refusals;

namespace PresenceOfMind.Server.Presence;

/// <summary>
/// What is known of one person: the devices' states, and the presence composed of them. Every method that changes
/// something says whether a watcher would see it: whether the rich document has become another (PWS).
/// </summary>
internal sealed class Person(string user, PresenceRules rules)
{
    /// <summary>Tuples of one person; more are refused (ours).</summary>
    public const int MostDevices = 100;

    private readonly SortedDictionary<string, Device> _devices = new(StringComparer.Ordinal);
    private readonly HashSet<string> _blocked = [];

    /// <summary>Whether the directory has this person. Who is not there is UNKNOWN whatever devices say.</summary>
    public bool Known { get; private set; }

    /// <summary>The name for people to read; null for none.</summary>
    public string? DisplayName { get; private set; }

    /// <summary>Grows with every change that a watcher would see.</summary>
    public long Sequence { get; private set; }

    /// <summary>What is told. What devices said counts until <see cref="Expire"/> drops it.</summary>
    public Composition Presence { get; private set; } = Composition.Unknown;

    /// <summary>What the devices say.</summary>
    public IReadOnlyCollection<Device> Devices => _devices.Values;

    /// <summary>The watchers, by their names in small letters, who see nothing but UNAVAILABLE.</summary>
    public IReadOnlyCollection<string> Blocked => _blocked;

    /// <summary>When the next device stops to count; null where none does.</summary>
    public DateTimeOffset? NextDue => _devices.Values.Min(d => d.ExpiresAt);

    /// <summary>Takes up what was kept.</summary>
    public void Restore(bool known, string? displayName, long sequence, IEnumerable<Device> devices, IEnumerable<string> blocked)
    {
        Known = known;
        DisplayName = displayName;
        Sequence = sequence;
        _blocked.UnionWith(blocked);
        foreach (var device in devices)
        {
            _devices[device.Tuple] = device;
        }

        Presence = Compose();
    }

    /// <summary>What a watcher sees.</summary>
    public Composition SeenBy(string watcher) =>
        Known && _blocked.Contains(watcher) ? new Composition(user, DisplayName, [], rules) : Presence;

    /// <summary>Lets a watcher see no more than UNAVAILABLE, or all again.</summary>
    /// <returns>Whether that is new.</returns>
    public bool SetBlocked(string watcher, bool blocked)
    {
        var changed = blocked ? _blocked.Add(watcher) : _blocked.Remove(watcher);
        Sequence += changed ? 1 : 0;
        return changed;
    }

    /// <summary>Enters the directory, with a name, or leaves it. Who leaves takes all devices along.</summary>
    public bool SetKnown(bool known, string? displayName, DateTimeOffset now) => Change(now, () =>
    {
        Known = known;
        DisplayName = displayName;
        if (!known)
        {
            _devices.Clear();
            _blocked.Clear();
        }

        return true;
    });

    /// <summary>Sets one's own presence, basic (PWS): with override it beats every device; AVAILABLE ends an override.</summary>
    /// <returns>Whether a watcher would see it; or 121 for AVAILABLE with override, 122 for DND without, 120 for UNKNOWN.</returns>
    public PwsResult<bool> SetOwn(PresenceState state, bool asOverride, DateTimeOffset expiresAt, DateTimeOffset now) =>
        OwnPresence.FindFault(state, asOverride) is { } fault ? fault : Change(now, () =>
        {
            var ended = !asOverride && state == PresenceState.Available && RemoveOverrides();
            return SetDevice(OwnPresence.Device(state, asOverride, expiresAt)) || ended;
        });

    /// <summary>Takes a document that the person set, as a whole or not at all.</summary>
    /// <returns>Whether a watcher would see it; or 120 for too many tuples.</returns>
    public PwsResult<bool> SetRich(RichSet set, DateTimeOffset now) =>
        FindTooMany(set.Devices) is { } fault ? fault : Change(now, () =>
        {
            var changed = set.IsClear && RemoveOverrides();
            foreach (var tuple in set.Cleared)
            {
                changed |= _devices.Remove(tuple);
            }

            foreach (var device in set.Devices)
            {
                changed |= SetDevice(device);
            }

            return changed;
        });

    /// <summary>Takes what a device says.</summary>
    /// <returns>Whether a watcher would see it; or 120 for too many tuples.</returns>
    public PwsResult<bool> Report(Device device, DateTimeOffset now) => Report([new PersonReport(device.Tuple, device)], now);

    /// <summary>A device says nothing any more.</summary>
    public bool Clear(string tuple, DateTimeOffset now) => Report([new PersonReport(tuple, null)], now).Value;

    /// <summary>Takes what devices say, one after the other, as a whole or not at all.</summary>
    /// <returns>Whether a watcher would see it; or 120 for too many tuples.</returns>
    public PwsResult<bool> Report(IReadOnlyList<PersonReport> reports, DateTimeOffset now) =>
        FindFault(reports) is { } fault ? fault : Change(now, () =>
        {
            var changed = false;
            foreach (var report in reports)
            {
                changed |= report.Device is { } device ? SetDevice(device) : _devices.Remove(report.Tuple);
            }

            return changed;
        });

    /// <summary>With what <see cref="Report(IReadOnlyList{PersonReport}, DateTimeOffset)"/> would refuse; changes nothing.</summary>
    /// <returns>120 for too many tuples; null where it would not refuse.</returns>
    public PwsError? FindFault(IReadOnlyList<PersonReport> reports) => FindTooMany(reports.Select(r => r.Device).OfType<Device>());

    /// <summary>Takes back what was set through the web service, overrides included.</summary>
    public bool ClearOwn(DateTimeOffset now) => Change(now, () => _devices.Remove(PwsTuples.Own) | RemoveOverrides());

    /// <summary>Drops what no longer counts.</summary>
    public bool Expire(DateTimeOffset now) => Change(now, () => false);

    private bool Change(DateTimeOffset now, Func<bool> change)
    {
        if (!(change() | DropExpired(now)))
        {
            return false;
        }

        var composed = Compose();
        if (composed.LooksLike(Presence))
        {
            return false;
        }

        Presence = composed;
        Sequence++;
        return true;
    }

    private Composition Compose() => Known ? new Composition(user, DisplayName, [.. _devices.Values], rules) : Composition.Unknown;

    // The newest override replaces one of the other name.
    private bool SetDevice(Device device)
    {
        var same = _devices.TryGetValue(device.Tuple, out var before) && before.SaysWhat(device);
        var replaced = device.IsOverride && Remove(d => d.IsOverride && d.Tuple != device.Tuple);
        _devices[device.Tuple] = device;
        return !same || replaced;
    }

    private bool RemoveOverrides() => Remove(d => d.IsOverride);

    private bool DropExpired(DateTimeOffset now) => NextDue <= now && Remove(d => !d.Counts(now));

    private bool Remove(Predicate<Device> which)
    {
        var tuples = _devices.Values.Where(d => which(d)).Select(d => d.Tuple).ToList();
        tuples.ForEach(tuple => _devices.Remove(tuple));
        return tuples.Count > 0;
    }

    private PwsError? FindTooMany(IEnumerable<Device> devices) =>
        devices.Select(d => d.Tuple).Distinct().Count(t => !_devices.ContainsKey(t)) + _devices.Count > MostDevices
            ? PwsError.FromCode(PwsErrorCode.PresenceInvalid, $"A person has at most {MostDevices} tuples.")
            : null;
}
