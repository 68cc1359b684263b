using System.ComponentModel.DataAnnotations;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Privacy;

namespace PresenceOfMind.Dispatch.Core.Configuration;

/// <summary>A worker, as a team's configuration has it.</summary>
public sealed record WorkerSettings
{
    /// <summary>The contact URI, <c>user@domain</c>, with or without <c>sip:</c>; compared without case.</summary>
    public required Contact Contact { get; init; }

    /// <summary>The name that people see: one line of 1 to 200 characters. Default: the contact's user.</summary>
    [Personal(Personal.Name, Of = nameof(Contact))]
    public string? Name { get; init; }

    /// <summary>The worker's skills: a level for each, 0 to 100. None by default.</summary>
    [Personal(Personal.Word)]
    public IReadOnlyDictionary<string, int> Skills { get; init; } = new Dictionary<string, int>();

    /// <summary>Further attributes for conditions: a value for each key. None by default.</summary>
    [Personal(Personal.Word)]
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>The worker's tier. The strategy <c>tiers</c> asks lower tiers first.</summary>
    [Range(0, 100)]
    public int Tier { get; init; }

    /// <summary>Capacity: how many units of work the worker takes at once, in all channels together.</summary>
    [Range(0, 1000)]
    public int Capacity { get; init; } = 1;

    /// <summary>The capacity in single channels, if it is less than <see cref="Capacity"/>. None by default.</summary>
    public IReadOnlyDictionary<ChannelName, int> Channels { get; init; } = new Dictionary<ChannelName, int>();

    /// <summary>The calendar with the working hours; null for the team's.</summary>
    public CalendarName? Calendar { get; init; }
}
