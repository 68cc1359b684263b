using PresenceOfMind.Dispatch.Core.Conditions;

namespace PresenceOfMind.Dispatch.Core.Configuration;

/// <summary>What conditions can ask of a worker: <c>skills.NAME</c>, <c>labels.KEY</c>, <c>tier</c> and <c>contact</c>.</summary>
public readonly struct WorkerAttributeSource(WorkerSettings worker) : IAttributeSource
{
    private const string Skills = "skills.";
    private const string Labels = "labels.";

    /// <summary>Whether a text names an attribute of workers.</summary>
    public static bool Knows(string attribute) =>
        attribute is "tier" or "contact"
        || (attribute.StartsWith(Skills, StringComparison.Ordinal) && attribute.Length > Skills.Length)
        || (attribute.StartsWith(Labels, StringComparison.Ordinal) && attribute.Length > Labels.Length);

    public AttributeValue Find(string attribute) => attribute switch
    {
        "tier" => AttributeValue.Number(worker.Tier),
        "contact" => AttributeValue.Text(worker.Contact.Value),
        _ when attribute.StartsWith(Skills, StringComparison.Ordinal) =>
            worker.Skills.TryGetValue(attribute[Skills.Length..], out var level) ? AttributeValue.Number(level) : AttributeValue.Absent,
        _ when attribute.StartsWith(Labels, StringComparison.Ordinal) =>
            worker.Labels.TryGetValue(attribute[Labels.Length..], out var value) ? AttributeValue.Text(value) : AttributeValue.Absent,
        _ => AttributeValue.Absent,
    };
}
