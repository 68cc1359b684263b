using PresenceOfMind.Dispatch.Availability;
using PresenceOfMind.Dispatch.Matching;
using PresenceOfMind.Dispatch.Queues;
using PresenceOfMind.Dispatch.Routes;

namespace PresenceOfMind.Dispatch.Teams;

/// <summary>What a team's configuration holds besides its workers.</summary>
internal sealed class TeamParts
{
    public PartBook<TeamQueue> Queues { get; } = new(q => q.Order);

    public PartBook<TeamCalendar> Calendars { get; } = new(c => c.Order);

    public PartBook<TeamRoute> Routes { get; } = new(r => r.Order);

    public ChannelBook Channels { get; } = new();

    public TeamRules Rules { get; set; } = new();
}

/// <summary>Parts of a configuration by name.</summary>
/// <param name="order">By which they stand in a list: the position of the event that made the part.</param>
internal sealed class PartBook<T>(Func<T, long> order)
    where T : class
{
    private readonly Dictionary<string, T> _parts = new(StringComparer.Ordinal);
    private T[]? _all;

    /// <summary>All, in the order in which they were made.</summary>
    public T[] All => _all ??= [.. _parts.Values.OrderBy(order)];

    public T? Find(string name) => _parts.GetValueOrDefault(name);

    public void Put(string name, T part)
    {
        _parts[name] = part;
        _all = null;
    }

    public void Remove(string name)
    {
        _parts.Remove(name);
        _all = null;
    }
}

/// <summary>The team's channels: those of which settings speak, and those that tasks brought.</summary>
internal sealed class ChannelBook
{
    private readonly Dictionary<string, TeamChannel> _byName = new(StringComparer.Ordinal);
    private readonly List<TeamChannel> _all = [];

    /// <summary>By index.</summary>
    public IReadOnlyList<TeamChannel> All => _all;

    /// <summary>The channel of a name, made where it is not there: for what applies events, never for what decides.</summary>
    public TeamChannel GetOrMake(string name, MatchIndex index)
    {
        if (!_byName.TryGetValue(name, out var channel))
        {
            channel = new TeamChannel(name, _all.Count, index.GetOrMakeGroup(Ability.UsualStates));
            _byName.Add(name, channel);
            _all.Add(channel);
        }

        return channel;
    }

    public TeamChannel? Find(string name) => _byName.GetValueOrDefault(name);
}
