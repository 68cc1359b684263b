using System.ComponentModel.DataAnnotations;
using PresenceOfMind.Dispatch.Core.Conditions;
using PresenceOfMind.Dispatch.Core.Privacy;

namespace PresenceOfMind.Dispatch.Core.Tasks;

/// <summary>A skill that a task asks for.</summary>
public sealed record SkillRequirement
{
    /// <summary>The skill.</summary>
    [Personal(Personal.Word)]
    public required string Name { get; init; }

    /// <summary>The least level.</summary>
    [Range(0, 100)]
    public int Level { get; init; } = 1;

    /// <summary>Whether the skill is only wished: it ranks workers, and makes none ineligible.</summary>
    public bool Wished { get; init; }

    /// <summary>When it is no longer required, in seconds since the task first entered a queue; null for never.</summary>
    [Range(1, 31_536_000)]
    public int? ExpiresAfterSeconds { get; init; }
}

/// <summary>A label that a task asks for.</summary>
public sealed record LabelRequirement
{
    /// <summary>The label's key.</summary>
    [Personal(Personal.Word)]
    public required string Key { get; init; }

    /// <summary>How the worker's label is compared with the value: any operator but <c>in</c>.</summary>
    public ConditionOperator Operator { get; init; } = ConditionOperator.Equals;

    /// <summary>
    /// The value, compared without case; where both this and the label are JSON numbers, as numbers; a number and a text cannot be
    /// compared. Null where <see cref="Attribute"/> says it, and for <c>present</c> and <c>absent</c>.
    /// </summary>
    [Personal(Personal.Word)]
    public string? Value { get; init; }

    /// <summary>
    /// In a route: the task's attribute whose value counts, as in a <see cref="Condition"/>; settled when the task is routed. Where
    /// the task has no such attribute, the label is not asked for. Where its value cannot be compared (a list, an object, a truth value
    /// by another operator than <c>equals</c> and <c>not-equals</c>), the task keeps the attribute's name here and no value, and nobody
    /// is eligible.
    /// </summary>
    [NotPersonal]
    public string? Attribute { get; init; }

    /// <summary>When it is no longer required, in seconds since the task first entered a queue; null for never.</summary>
    [Range(1, 31_536_000)]
    public int? ExpiresAfterSeconds { get; init; }
}
