using System.Text.Json.Nodes;

namespace PresenceOfMind.App.Output;

/// <summary>Objects of JSON that are printed or sent.</summary>
internal static class JsonBody
{
    /// <summary>Creates an object of the members that have a value.</summary>
    /// <param name="members">The members; those whose value is null are left out.</param>
    public static JsonObject Create(params ReadOnlySpan<(string Name, JsonNode? Value)> members)
    {
        var body = new JsonObject();
        foreach (var (name, value) in members)
        {
            if (value is not null)
            {
                body[name] = value;
            }
        }

        return body;
    }
}
