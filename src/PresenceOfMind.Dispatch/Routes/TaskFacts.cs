using System.Text.Json;

namespace PresenceOfMind.Dispatch.Routes;

/// <summary>
/// What conditions can ask of a task: <c>attributes.PATH</c> (members parted by dots), <c>title</c>, <c>channel</c>,
/// <c>priority</c> and <c>units</c>.
/// </summary>
/// <param name="title">The task's title.</param>
/// <param name="channel">Its channel.</param>
/// <param name="priority">Its priority.</param>
/// <param name="units">How many units it takes.</param>
/// <param name="attributes">Its attributes as they are kept; null for none.</param>
internal sealed class TaskFacts(string title, string channel, int priority, int units, string? attributes) : IFacts
{
    private const string Attributes = "attributes.";

    private readonly JsonElement? _attributes = attributes is null ? null : JsonElement.Parse(attributes);

    /// <summary>Whether a text names an attribute of tasks.</summary>
    public static bool Knows(string attribute) =>
        attribute is "title" or "channel" or "priority" or "units"
        || (attribute.StartsWith(Attributes, StringComparison.Ordinal) && attribute.Length > Attributes.Length);

    public Fact Find(string attribute) => attribute switch
    {
        "title" => Fact.Text(title),
        "channel" => Fact.Text(channel),
        "priority" => Fact.Number(priority),
        "units" => Fact.Number(units),
        _ when _attributes is { } root && attribute.StartsWith(Attributes, StringComparison.Ordinal) => Find(root, attribute.AsSpan(Attributes.Length)),
        _ => Fact.Absent,
    };

    private static Fact Find(JsonElement value, ReadOnlySpan<char> path)
    {
        foreach (var part in path.Split('.'))
        {
            if (value.ValueKind != JsonValueKind.Object)
            {
                return value.ValueKind == JsonValueKind.Null ? Fact.Absent : Fact.Unreachable;
            }

            if (!value.TryGetProperty(path[part], out value))
            {
                return Fact.Absent;
            }
        }

        return Fact.Of(value);
    }
}
