using System.Text.Json;

namespace PresenceOfMind.Dispatch.Storage.Erasure;

/// <summary>Finds the names that a person has in what is stored.</summary>
internal static class PersonNames
{
    /// <summary>The names beside a person's contact.</summary>
    /// <param name="json">The JSON.</param>
    /// <param name="shape">Where it may name people.</param>
    /// <param name="contact">The contact, as its key.</param>
    public static IReadOnlyList<string> Find(string json, PersonalShape shape, string contact)
    {
        using var document = JsonDocument.Parse(json);
        var names = new List<string>();
        Find(document.RootElement, shape, new ContactSpelling(contact), names);
        return names;
    }

    private static void Find(JsonElement value, PersonalShape shape, ContactSpelling contact, List<string> names)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
            {
                Find(item, shape.Inner(null), contact, names);
            }
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in value.EnumerateObject())
            {
                var inner = shape.Inner(member.Name);
                if (inner.Contact is { } beside && member.Value.ValueKind == JsonValueKind.String
                    && value.TryGetProperty(beside, out var of) && of.ValueKind == JsonValueKind.String && contact.Is(of.GetString()!))
                {
                    names.Add(member.Value.GetString()!);
                }

                Find(member.Value, inner, contact, names);
            }
        }
    }
}
