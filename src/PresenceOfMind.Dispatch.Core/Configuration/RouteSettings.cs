using System.ComponentModel.DataAnnotations;
using PresenceOfMind.Dispatch.Core.Conditions;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Privacy;
using PresenceOfMind.Dispatch.Core.Tasks;

namespace PresenceOfMind.Dispatch.Core.Configuration;

/// <summary>
/// A route, as a team's configuration has it: rules over a task's attributes choose its queue, steps change what it asks for while it
/// waits.
/// </summary>
public sealed record RouteSettings
{
    /// <summary>The route's name: 1 to 100 characters of A-Z, a-z, 0-9, <c>-</c>, <c>_</c>, <c>.</c> and <c>~</c>.</summary>
    public required RouteName Name { get; init; }

    /// <summary>The rules, in their order: the first whose condition holds chooses the queue.</summary>
    public IReadOnlyList<RouteRule> Rules { get; init; } = [];

    /// <summary>The queue if no rule holds.</summary>
    public required QueueName Queue { get; init; }

    /// <summary>The steps for a task that waits, by waiting time.</summary>
    public IReadOnlyList<RouteStep> Steps { get; init; } = [];
}

/// <summary>A rule of a route.</summary>
public sealed record RouteRule
{
    /// <summary>The condition; null for always.</summary>
    public Condition? When { get; init; }

    /// <summary>The queue of the rule.</summary>
    public required QueueName Queue { get; init; }

    /// <summary>The task's priority; null to leave it.</summary>
    [Range(-1000, 1000)]
    public int? Priority { get; init; }

    /// <summary>Required skills, in addition to the task's own.</summary>
    public IReadOnlyList<SkillRequirement> Skills { get; init; } = [];

    /// <summary>
    /// Required labels, in addition to the task's own; a value may be a task's attribute (<c>attributes.PATH</c> in <see
    /// cref="LabelRequirement.Attribute"/>).
    /// </summary>
    public IReadOnlyList<LabelRequirement> Labels { get; init; } = [];
}

/// <summary>What happens to a task that has waited so long.</summary>
public sealed record RouteStep
{
    /// <summary>When the step is due: seconds since the task first entered a queue.</summary>
    [Range(1, 31_536_000)]
    public required int AfterSeconds { get; init; }

    /// <summary>By how much the least level of each required skill is lowered.</summary>
    [Range(0, 100)]
    public int LowerSkillsBy { get; init; }

    /// <summary>Skills that are no longer required.</summary>
    [Personal(Personal.Word)]
    public IReadOnlyList<string> DropSkills { get; init; } = [];

    /// <summary>By how much the priority is raised.</summary>
    [Range(0, 1000)]
    public int RaisePriorityBy { get; init; }

    /// <summary>Queues whose workers may take the task too.</summary>
    public IReadOnlyList<QueueName> AddQueues { get; init; } = [];

    /// <summary>An address that is called; null for none.</summary>
    [NotPersonal]
    public Uri? Webhook { get; init; }
}
