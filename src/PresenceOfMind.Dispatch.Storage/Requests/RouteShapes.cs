using PresenceOfMind.Dispatch.Core.Conditions;
using PresenceOfMind.Dispatch.Core.Configuration;

namespace PresenceOfMind.Dispatch.Storage.Requests;

/// <summary>Routes and conditions in durable texts.</summary>
internal static class RouteShapes
{
    public static RecordShape<Condition> Condition { get; } = new RecordShape<Condition>(new())
        .Text("attribute", "Attribute", c => c.Attribute)
        .Choice("operator", "Operator", c => c.Operator, TaskShapes.Operators)
        .Value("value", "Value", c => c.Value)
        .Records("all", "All", c => c.All, () => Condition!)
        .Records("any", "Any", c => c.Any, () => Condition!)
        .Records("none", "None", c => c.None, () => Condition!);

    private static readonly RecordShape<RouteRule> Rule = new RecordShape<RouteRule>(new() { Queue = new("") })
        .Record("when", "When", r => r.When, () => Condition)
        .Text("queue", "Queue", r => r.Queue.Value)
        .Number("priority", "Priority", r => r.Priority)
        .Records("skills", "Skills", r => r.Skills, () => TaskShapes.Skill)
        .Records("labels", "Labels", r => r.Labels, () => TaskShapes.Label);

    private static readonly RecordShape<RouteStep> Step = new RecordShape<RouteStep>(new() { AfterSeconds = 0 })
        .Number("afterSeconds", "AfterSeconds", s => s.AfterSeconds)
        .Number("lowerSkillsBy", "LowerSkillsBy", s => s.LowerSkillsBy)
        .Texts("dropSkills", "DropSkills", s => s.DropSkills)
        .Number("raisePriorityBy", "RaisePriorityBy", s => s.RaisePriorityBy)
        .Ids("addQueues", "AddQueues", s => s.AddQueues)
        .Address("webhook", "Webhook", s => s.Webhook);

    public static RecordShape<RouteSettings> Route { get; } = new RecordShape<RouteSettings>(new() { Name = new(""), Queue = new("") })
        .Text("name", "Name", r => r.Name.Value)
        .Records("rules", "Rules", r => r.Rules, () => Rule)
        .Text("queue", "Queue", r => r.Queue.Value)
        .Records("steps", "Steps", r => r.Steps, () => Step);
}
