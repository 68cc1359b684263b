using System.Text.Json.Serialization;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Storage.Json;

namespace PresenceOfMind.Dispatch.Tasks;

/// <summary>A task to be added.</summary>
/// <param name="Title">What is to be done: one line of 1 to 200 characters.</param>
/// <param name="Id">
/// Its own id, 1 to 100 characters of A-Z, a-z, 0-9, <c>-</c>, <c>_</c>, <c>.</c> and <c>~</c>: the same task again gets the first
/// answer, another one is refused. Null to get one.
/// </param>
/// <param name="Attributes">A JSON object, at most 16,384 characters and 16 levels; null for none.</param>
public sealed record NewTask(string Title, TaskId? Id = null, [property: JsonConverter(typeof(RawJson))] string? Attributes = null)
{
    /// <inheritdoc cref="TaskSpec.Channel"/>
    public ChannelName Channel { get; init; } = TaskSpec.Plain.Channel;

    /// <inheritdoc cref="TaskSpec.Units"/>
    public int Units { get; init; } = TaskSpec.Plain.Units;

    /// <inheritdoc cref="TaskSpec.Priority"/>
    public int Priority { get; init; }

    /// <inheritdoc cref="TaskSpec.Skills"/>
    public IReadOnlyList<SkillRequirement> Skills { get; init; } = [];

    /// <inheritdoc cref="TaskSpec.Labels"/>
    public IReadOnlyList<LabelRequirement> Labels { get; init; } = [];

    /// <inheritdoc cref="TaskSpec.Preferred"/>
    public IReadOnlyList<Contact> Preferred { get; init; } = [];

    /// <inheritdoc cref="TaskSpec.Excluded"/>
    public IReadOnlyList<Contact> Excluded { get; init; } = [];

    /// <inheritdoc cref="TaskSpec.Named"/>
    public IReadOnlyList<Contact> Named { get; init; } = [];

    /// <inheritdoc cref="TaskSpec.NotBefore"/>
    [JsonConverter(typeof(TimeJson))]
    public DateTimeOffset? NotBefore { get; init; }

    /// <inheritdoc cref="TaskSpec.Deadline"/>
    [JsonConverter(typeof(TimeJson))]
    public DateTimeOffset? Deadline { get; init; }

    /// <inheritdoc cref="TaskSpec.Queue"/>
    public QueueName? Queue { get; init; }

    /// <inheritdoc cref="TaskSpec.Route"/>
    public RouteName? Route { get; init; }

    internal AddTask ToCommand() => new(Id, Title, Attributes)
    {
        Spec = new TaskSpec
        {
            Channel = Channel,
            Units = Units,
            Priority = Priority,
            Skills = Skills,
            Labels = Labels,
            Preferred = Preferred,
            Excluded = Excluded,
            Named = Named,
            NotBefore = NotBefore,
            Deadline = Deadline,
            Queue = Queue,
            Route = Route,
        },
    };
}
