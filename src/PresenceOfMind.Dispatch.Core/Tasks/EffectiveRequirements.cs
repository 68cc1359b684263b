using PresenceOfMind.Dispatch.Core.Identity;

namespace PresenceOfMind.Dispatch.Core.Tasks;

/// <summary>What a task needs now: its own wishes and its route's, after the steps that are done and without what has expired.</summary>
public sealed record EffectiveRequirements
{
    /// <summary>Needs nothing, in no queue.</summary>
    internal static readonly EffectiveRequirements None = new() { Queue = new("") };

    /// <summary>Its queue.</summary>
    public required QueueName Queue { get; init; }

    /// <summary>Queues whose workers may take the task too.</summary>
    public IReadOnlyList<QueueName> AlsoQueues { get; init; } = [];

    public ChannelName Channel { get; init; } = ChannelName.Default;

    public int Units { get; init; } = 1;

    /// <summary>Its priority without ageing.</summary>
    public int Priority { get; init; }

    /// <summary>Skills that are asked for or wished.</summary>
    public IReadOnlyList<SkillRequirement> Skills { get; init; } = [];

    public IReadOnlyList<LabelRequirement> Labels { get; init; } = [];

    /// <summary>The only contacts who may take it; none for everybody.</summary>
    public IReadOnlyList<Contact> Named { get; init; } = [];

    /// <summary>Contacts who may not.</summary>
    public IReadOnlyList<Contact> Excluded { get; init; } = [];
}
