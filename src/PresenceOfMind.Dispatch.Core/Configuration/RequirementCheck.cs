using PresenceOfMind.Dispatch.Core.Conditions;
using PresenceOfMind.Dispatch.Core.Tasks;

namespace PresenceOfMind.Dispatch.Core.Configuration;

/// <summary>What is wrong with what a task, or a route for it, asks for.</summary>
public static class RequirementCheck
{
    /// <summary>The most skills, and the most labels.</summary>
    public const int MaxRequirements = 50;

    /// <summary>Checks skills and labels.</summary>
    /// <param name="skills">The skills.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="mayNameAttributes">Whether a label may take its value from a task's attribute: in a route.</param>
    /// <param name="faults">Takes what is wrong.</param>
    /// <param name="path">The path of the members <c>skills</c> and <c>labels</c>.</param>
    public static void Check(
        IReadOnlyList<SkillRequirement> skills,
        IReadOnlyList<LabelRequirement> labels,
        bool mayNameAttributes,
        SettingsFaults faults,
        string path)
    {
        RequireFew(skills.Count, SettingsFaults.Join(path, "skills"), faults);
        RequireFew(labels.Count, SettingsFaults.Join(path, "labels"), faults);
        for (var i = 0; i < Math.Min(skills.Count, MaxRequirements); i++)
        {
            var at = SettingsFaults.Join(path, $"skills[{i}]");
            SettingsRanges.Check(skills[i], faults, at);
            faults.Require(SettingsTexts.IsWord(skills[i].Name), SettingsFaults.Join(at, "name"), SettingsTexts.WordTakes);
        }

        for (var i = 0; i < Math.Min(labels.Count, MaxRequirements); i++)
        {
            Check(labels[i], mayNameAttributes, faults, SettingsFaults.Join(path, $"labels[{i}]"));
        }
    }

    private static void Check(LabelRequirement label, bool mayNameAttributes, SettingsFaults faults, string path)
    {
        SettingsRanges.Check(label, faults, path);
        faults.Require(SettingsTexts.IsWord(label.Key), SettingsFaults.Join(path, "key"), SettingsTexts.WordTakes);
        faults.Require(
            label.Operator != ConditionOperator.In,
            SettingsFaults.Join(path, "operator"),
            "A label is compared with one value. Use several rules instead of in.");
        faults.Require(
            label.Value is null || SettingsTexts.IsValue(label.Value),
            SettingsFaults.Join(path, "value"),
            $"value takes one line of at most {SettingsTexts.MaxLength} characters.");
        faults.Require(
            label.Attribute is null || (mayNameAttributes && TaskAttributeSource.Knows(label.Attribute)),
            SettingsFaults.Join(path, "attribute"),
            mayNameAttributes ? $"attribute takes {ConditionCheck.OfTasks}." : "Only a route's label takes its value from an attribute.");
        var given = (label.Value is null ? 0 : 1) + (label.Attribute is null ? 0 : 1);
        var isBare = label.Operator is ConditionOperator.Present or ConditionOperator.Absent;
        faults.Require(
            given == (isBare ? 0 : 1),
            SettingsFaults.Join(path, "value"),
            isBare
                ? "present and absent take no value."
                : mayNameAttributes ? "A label takes either a value or a task's attribute." : "A label takes a value.");
    }

    private static void RequireFew(int count, string path, SettingsFaults faults) =>
        faults.Require(count <= MaxRequirements, path, $"There are at most {MaxRequirements} of these.");
}
