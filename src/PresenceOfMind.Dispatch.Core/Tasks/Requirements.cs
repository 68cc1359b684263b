using PresenceOfMind.Dispatch.Core.Conditions;

namespace PresenceOfMind.Dispatch.Core.Tasks;

/// <summary>When a worker has what a task asks for.</summary>
public static class Requirements
{
    /// <summary>Whether a skill refuses nobody, or is there at its least level. Level 0 asks only that it is there.</summary>
    public static bool Meets(SkillRequirement skill, IReadOnlyDictionary<string, int> skills) =>
        skill.Wished || (skills.TryGetValue(skill.Name, out var level) && level >= skill.Level);

    /// <summary>Whether a label is as it is asked for.</summary>
    public static bool Meets(LabelRequirement label, IReadOnlyDictionary<string, string> labels) =>
        Judge(label, labels) == ConditionResult.Holds;

    /// <summary>Whether a label takes its value from an attribute of the task that cannot be compared with any label.</summary>
    public static bool IsIncomparable(LabelRequirement label) => label.Attribute is not null && label.Value is null;

    /// <summary>What asking for a label comes to; unknown where the comparison cannot be made.</summary>
    public static ConditionResult Judge(LabelRequirement label, IReadOnlyDictionary<string, string> labels) => IsIncomparable(label)
        ? ConditionResult.Unknown
        : ConditionRules.Compare(
            labels.TryGetValue(label.Key, out var value) ? AttributeValue.Text(value) : AttributeValue.Absent,
            label.Operator,
            label.Value is { } wanted ? AttributeValue.Text(wanted) : AttributeValue.Absent);
}
