using PresenceOfMind.Dispatch.Core.Identity;

namespace PresenceOfMind.Dispatch.Core.Conditions;

/// <summary>
/// What conditions can ask of a task: <c>attributes.PATH</c> (members parted by dots), <c>title</c>, <c>channel</c>,
/// <c>priority</c> and <c>units</c>.
/// </summary>
/// <param name="title">The task's title.</param>
/// <param name="channel">Its channel.</param>
/// <param name="priority">Its priority.</param>
/// <param name="units">How many units it takes.</param>
/// <param name="attributes">Its attributes; null for none.</param>
public sealed class TaskAttributeSource(string title, ChannelName channel, int priority, int units, IAttributeSource? attributes)
    : IAttributeSource
{
    private const string Attributes = "attributes.";

    /// <summary>Whether a text names an attribute of tasks.</summary>
    public static bool Knows(string attribute) =>
        attribute is "title" or "channel" or "priority" or "units"
        || (attribute.StartsWith(Attributes, StringComparison.Ordinal) && attribute.Length > Attributes.Length);

    /// <inheritdoc/>
    public AttributeValue Find(string attribute) => attribute switch
    {
        "title" => AttributeValue.Text(title),
        "channel" => AttributeValue.Text(channel.Value),
        "priority" => AttributeValue.Number(priority),
        "units" => AttributeValue.Number(units),
        _ when attributes is not null
            && attribute.StartsWith(Attributes, StringComparison.Ordinal) => attributes.Find(attribute[Attributes.Length..]),
        _ => AttributeValue.Absent,
    };
}
