using System.Collections.Immutable;
using PresenceOfMind.Dispatch.Core.Conditions;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Identity;

namespace PresenceOfMind.Dispatch.Core.State;

/// <summary>What a team's configuration holds besides its workers.</summary>
/// <param name="attributes">Reads the attributes of tasks.</param>
public sealed class TeamParts(IAttributes attributes)
{
    /// <summary>Reads the attributes of tasks.</summary>
    public IAttributes Attributes { get; } = attributes;

    public NamedParts<QueueName, TeamQueue> Queues { get; } = new(q => q.Order);

    public NamedParts<CalendarName, TeamCalendar> Calendars { get; } = new(c => c.Order);

    public NamedParts<RouteName, TeamRoute> Routes { get; } = new(r => r.Order);

    public ChannelRegistry Channels { get; } = new();

    public TeamRules Rules { get; internal set; } = new();
}

/// <summary>Parts of a configuration by name.</summary>
/// <param name="order">By which they stand in a list: the position of the event that made the part.</param>
public sealed class NamedParts<TName, T>(Func<T, long> order)
    where TName : struct, ITextId<TName>
    where T : class
{
    private readonly Dictionary<TName, T> _parts = [];
    private ImmutableArray<T> _all;

    /// <summary>All, in the order in which they were made.</summary>
    public ImmutableArray<T> All => _all.IsDefault ? _all = [.. _parts.Values.OrderBy(order)] : _all;

    public T? Find(TName name) => _parts.GetValueOrDefault(name);

    internal void Set(TName name, T part)
    {
        _parts[name] = part;
        _all = default;
    }

    internal void Remove(TName name)
    {
        _parts.Remove(name);
        _all = default;
    }
}

/// <summary>The team's channels: those of which settings speak, and those that tasks brought.</summary>
public sealed class ChannelRegistry
{
    private readonly Dictionary<ChannelName, TeamChannel> _byName = [];
    private readonly List<TeamChannel> _all = [];

    /// <summary>By index.</summary>
    public IReadOnlyList<TeamChannel> All => _all;

    /// <summary>The channel of a name, made where it is not there: for what applies events, never for what decides.</summary>
    internal TeamChannel GetOrMake(ChannelName name)
    {
        if (!_byName.TryGetValue(name, out var channel))
        {
            channel = new TeamChannel(name, _all.Count);
            _byName.Add(name, channel);
            _all.Add(channel);
        }

        return channel;
    }

    public TeamChannel? Find(ChannelName name) => _byName.GetValueOrDefault(name);
}
