using PresenceOfMind.Dispatch.Core.Conditions;
using PresenceOfMind.Dispatch.Core.Tasks;

namespace PresenceOfMind.Dispatch.Storage.Requests;

/// <summary>What tasks ask for, in durable texts.</summary>
internal static class TaskShapes
{
    /// <summary>Operators of comparisons.</summary>
    public static DurableWords<ConditionOperator> Operators { get; } = new(
        (ConditionOperator.Equals, "equals", 0),
        (ConditionOperator.NotEquals, "not-equals", 1),
        (ConditionOperator.LessThan, "less-than", 2),
        (ConditionOperator.AtMost, "at-most", 3),
        (ConditionOperator.MoreThan, "more-than", 4),
        (ConditionOperator.AtLeast, "at-least", 5),
        (ConditionOperator.In, "in", 6),
        (ConditionOperator.Contains, "contains", 7),
        (ConditionOperator.StartsWith, "starts-with", 8),
        (ConditionOperator.Present, "present", 9),
        (ConditionOperator.Absent, "absent", 10));

    public static RecordShape<SkillRequirement> Skill { get; } = new RecordShape<SkillRequirement>(new() { Name = "" })
        .Text("name", "Name", s => s.Name)
        .Number("level", "Level", s => s.Level)
        .Flag("wished", "Wished", s => s.Wished)
        .Number("expiresAfterSeconds", "ExpiresAfterSeconds", s => s.ExpiresAfterSeconds);

    public static RecordShape<LabelRequirement> Label { get; } = new RecordShape<LabelRequirement>(new() { Key = "" })
        .Text("key", "Key", l => l.Key)
        .Choice("operator", "Operator", l => l.Operator, Operators)
        .Text("value", "Value", l => l.Value)
        .Text("attribute", "Attribute", l => l.Attribute)
        .Number("expiresAfterSeconds", "ExpiresAfterSeconds", l => l.ExpiresAfterSeconds);

    public static RecordShape<TaskSpec> Spec { get; } = new RecordShape<TaskSpec>(TaskSpec.Plain)
        .Text("channel", "Channel", s => s.Channel.Value)
        .Number("units", "Units", s => s.Units)
        .Number("priority", "Priority", s => s.Priority)
        .Records("skills", "Skills", s => s.Skills, () => Skill)
        .Records("labels", "Labels", s => s.Labels, () => Label)
        .Ids("preferred", "Preferred", s => s.Preferred)
        .Ids("excluded", "Excluded", s => s.Excluded)
        .Ids("named", "Named", s => s.Named)
        .Time("notBefore", "NotBefore", s => s.NotBefore)
        .Time("deadline", "Deadline", s => s.Deadline)
        .Text("queue", "Queue", s => s.Queue?.Value)
        .Text("route", "Route", s => s.Route?.Value);
}
