using System.Text.Json.Nodes;

namespace PresenceOfMind.Access.Audit;

/// <summary>Reduces two states to what differs, so that a large configuration is kept only as far as it was changed.</summary>
internal static class AuditDifference
{
    /// <summary>What differs of two states.</summary>
    /// <param name="before">The state before.</param>
    /// <param name="after">The state after.</param>
    /// <returns>The parts that differ; both null where nothing does.</returns>
    public static (JsonNode? Before, JsonNode? After) Reduce(JsonNode? before, JsonNode? after)
    {
        if (JsonNode.DeepEquals(before, after))
        {
            return (null, null);
        }

        return (ByName(before), ByName(after)) switch
        {
            (JsonObject old, JsonObject changed) => Reduce(old, changed),
            _ => (before?.DeepClone(), after?.DeepClone()),
        };
    }

    private static (JsonNode? Before, JsonNode? After) Reduce(JsonObject before, JsonObject after)
    {
        var (old, changed) = (new JsonObject(), new JsonObject());
        foreach (var name in before.Select(m => m.Key).Union(after.Select(m => m.Key)))
        {
            var (isOld, isNew) = (before.ContainsKey(name), after.ContainsKey(name));
            if (isOld && isNew && JsonNode.DeepEquals(before[name], after[name]))
            {
                continue;
            }

            var (was, now) = Reduce(before[name], after[name]);
            if (isOld)
            {
                old[name] = was;
            }

            if (isNew)
            {
                changed[name] = now;
            }
        }

        return (old, changed);
    }

    /// <summary>A list of parts that have names or contacts, as an object by these; anything else as it is.</summary>
    private static JsonNode? ByName(JsonNode? node)
    {
        if (node is not JsonArray list || !list.All(item => Key(item) is not null))
        {
            return node;
        }

        var byName = new JsonObject();
        foreach (var item in list)
        {
            byName[Key(item)!] = item!.DeepClone();
        }

        return byName;
    }

    private static string? Key(JsonNode? item) =>
        (item as JsonObject)?["name"]?.ToString() ?? (item as JsonObject)?["contact"]?.ToString();
}
