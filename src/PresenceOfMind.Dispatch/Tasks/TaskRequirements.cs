using System.ComponentModel.DataAnnotations;

namespace PresenceOfMind.Dispatch.Tasks;

/// <summary>A skill that a task asks for.</summary>
public sealed record SkillRequirement
{
    /// <summary>The skill.</summary>
    public required string Name { get; init; }

    /// <summary>The least level.</summary>
    [Range(0, 100)]
    public int Level { get; init; } = 1;

    /// <summary>Whether it is only wished: it ranks workers and refuses none.</summary>
    public bool Wished { get; init; }

    /// <summary>After how long a wait it is no longer asked for, in seconds since the task first entered a queue; null for never.</summary>
    [Range(1, 31_536_000)]
    public int? ExpiresAfterSeconds { get; init; }
}

/// <summary>A label that a task asks for.</summary>
public sealed record LabelRequirement
{
    /// <summary>The label's key.</summary>
    public required string Key { get; init; }

    /// <summary>Its value, compared without case; null where <see cref="Attribute"/> says it.</summary>
    public string? Value { get; init; }

    /// <summary>In a route: the task's attribute whose value counts, as in a <see cref="Routes.Condition"/>; settled when the task is routed.</summary>
    public string? Attribute { get; init; }

    /// <summary>After how long a wait it is no longer asked for, in seconds since the task first entered a queue; null for never.</summary>
    [Range(1, 31_536_000)]
    public int? ExpiresAfterSeconds { get; init; }
}
