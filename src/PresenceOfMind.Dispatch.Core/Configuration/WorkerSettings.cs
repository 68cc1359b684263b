using System.ComponentModel.DataAnnotations;
using PresenceOfMind.Dispatch.Core.Privacy;

namespace PresenceOfMind.Dispatch.Core.Configuration;

/// <summary>A worker, as a team's configuration has it.</summary>
public sealed record WorkerSettings
{
    /// <summary>The contact URI, <c>user@domain</c>, with or without <c>sip:</c>; compared without case.</summary>
    [Personal(Personal.Contact)]
    public required string Contact { get; init; }

    /// <summary>For people: one line of 1 to 200 characters. The contact's user by default.</summary>
    [Personal(Personal.Name, Of = nameof(Contact))]
    public string? Name { get; init; }

    /// <summary>What the worker can do: the level of each skill, 0 to 100. None by default.</summary>
    [Personal(Personal.Word)]
    public IReadOnlyDictionary<string, int> Skills { get; init; } = new Dictionary<string, int>();

    /// <summary>What else conditions may ask for: a value for each key. None by default.</summary>
    [Personal(Personal.Word)]
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>In which tier the worker stands; lower tiers are asked first where the strategy says so.</summary>
    [Range(0, 100)]
    public int Tier { get; init; }

    /// <summary>How many units of work the worker takes at once, in all channels together.</summary>
    [Range(0, 1000)]
    public int Capacity { get; init; } = 1;

    /// <summary>How many units at once in a channel, where that is less than <see cref="Capacity"/>. None by default.</summary>
    [NotPersonal]
    public IReadOnlyDictionary<string, int> Channels { get; init; } = new Dictionary<string, int>();

    /// <summary>The calendar that holds the working hours; null for the team's.</summary>
    [NotPersonal]
    public string? Calendar { get; init; }
}
