using PresenceOfMind.Dispatch.Core.Identity;

namespace PresenceOfMind.Dispatch.Core.Tasks;

/// <summary>What a task asks for by itself, before it is routed.</summary>
public sealed record TaskSpec
{
    /// <summary>Asks for nothing particular.</summary>
    public static TaskSpec Plain { get; } = new();

    /// <summary>The kind of work. Default <c>default</c>.</summary>
    public ChannelName Channel { get; init; } = ChannelName.Default;

    /// <summary>How many units of room it takes, 1 to 1000. Default 1.</summary>
    public int Units { get; init; } = 1;

    /// <summary>Its priority, -1000 to 1000: higher ones go first. Default 0.</summary>
    public int Priority { get; init; }

    /// <summary>Skills that must be there, or are wished. None by default.</summary>
    public IReadOnlyList<SkillRequirement> Skills { get; init; } = [];

    /// <summary>Labels that must be there. None by default.</summary>
    public IReadOnlyList<LabelRequirement> Labels { get; init; } = [];

    /// <summary>Contacts who get it first where they are able. None by default.</summary>
    public IReadOnlyList<Contact> Preferred { get; init; } = [];

    /// <summary>Contacts who never get it. None by default.</summary>
    public IReadOnlyList<Contact> Excluded { get; init; } = [];

    /// <summary>The only contacts who may get it; none for everybody, the default.</summary>
    public IReadOnlyList<Contact> Named { get; init; } = [];

    /// <summary>It waits for this before it enters its queue, UTC where it names no zone; null for not at all.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>It expires where nobody has taken it by then, UTC where it names no zone; null for never.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>Its queue; null where its route chooses.</summary>
    public QueueName? Queue { get; init; }

    /// <summary>Its route; null for none, or where it names neither for the team's own choice.</summary>
    public RouteName? Route { get; init; }
}
