using PresenceOfMind.Dispatch.Routes;

namespace PresenceOfMind.Dispatch.Tasks;

/// <summary>When a worker has what a task asks for.</summary>
internal static class Requirements
{
    /// <summary>Whether a skill refuses nobody, or is there at its least level. Level 0 asks only that it is there.</summary>
    public static bool Meets(SkillRequirement skill, IReadOnlyDictionary<string, int> skills) =>
        skill.Wished || (skills.TryGetValue(skill.Name, out var level) && level >= skill.Level);

    /// <summary>Whether a label is as it is asked for.</summary>
    public static bool Meets(LabelRequirement label, IReadOnlyDictionary<string, string> labels) => ConditionRules.Compares(
        labels.TryGetValue(label.Key, out var value) ? Fact.Label(value) : Fact.Absent,
        label.Operator,
        label.Value is { } wanted ? Fact.Label(wanted) : Fact.Absent);
}
