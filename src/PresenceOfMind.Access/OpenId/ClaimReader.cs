using System.Text.Json;

namespace PresenceOfMind.Access.OpenId;

/// <summary>Reads claims in the JSON of tokens and of the provider's answers.</summary>
public static class ClaimReader
{
    private const int LongestName = 100;
    private const int MostRoles = 1000;

    private static readonly string[] ScopeClaims = ["scope", "scp"];

    /// <summary>Reads what is of interest.</summary>
    /// <param name="options">Names the claims.</param>
    /// <param name="documents">The claims. What the first document does not have is looked for in the next one.</param>
    /// <returns>Null where nobody is named: the claim <c>sub</c> is missing.</returns>
    public static OpenIdClaims? Read(OpenIdOptions options, params IReadOnlyList<JsonElement> documents)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (FindText(documents, "sub") is not { } subject)
        {
            return null;
        }

        return new OpenIdClaims
        {
            Subject = subject,
            Name = Clean(FindText(documents, options.NameClaim) ?? subject),
            Contact = FindContact(documents, options.ContactClaim),
            Roles = FindRoles(documents, options.RolesClaim) ?? [],
        };
    }

    /// <summary>Whether a document says which roles somebody has.</summary>
    /// <param name="options">Names the claim.</param>
    /// <param name="document">The claims.</param>
    public static bool HasRoles(OpenIdOptions options, JsonElement document)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Find(document, options.RolesClaim) is not null;
    }

    private static string? FindText(IReadOnlyList<JsonElement> documents, string claim) =>
        documents.Select(d => Text(Find(d, claim))).FirstOrDefault(text => text is not null);

    /// <summary>An address that the person wrote and the provider did not verify could be a colleague's.</summary>
    private static string? FindContact(IReadOnlyList<JsonElement> documents, string claim)
    {
        var document = documents.FirstOrDefault(d => Text(Find(d, claim)) is not null);
        return document.ValueKind is JsonValueKind.Undefined
            || (claim == "email" && Find(document, "email_verified") is { } verified && !IsTrue(verified))
                ? null
                : Text(Find(document, claim));
    }

    private static List<string>? FindRoles(IReadOnlyList<JsonElement> documents, string claim) => documents
        .Select(d => Find(d, claim))
        .OfType<JsonElement>()
        .Select(element => Values(element, ScopeClaims.Contains(claim)).Take(MostRoles).ToList())
        .FirstOrDefault();

    /// <summary>The claim of a name; where there is none, the member that the name is a path to, as <c>realm_access.roles</c>.</summary>
    private static JsonElement? Find(JsonElement document, string claim)
    {
        if (document.ValueKind is not JsonValueKind.Object)
        {
            return null;
        }

        if (document.TryGetProperty(claim, out var whole))
        {
            return whole;
        }

        var at = document;
        foreach (var part in claim.Split('.'))
        {
            if (at.ValueKind is not JsonValueKind.Object || !at.TryGetProperty(part, out at))
            {
                return null;
            }
        }

        return at;
    }

    /// <summary>Providers write several values as a list, one as a text, and some write an object with a member for each.</summary>
    private static IEnumerable<string> Values(JsonElement element, bool isOfScopes) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().Select(e => Text(e)).OfType<string>(),
        JsonValueKind.Object => element.EnumerateObject().Select(p => p.Name),
        JsonValueKind.String when isOfScopes => element.GetString()!.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        JsonValueKind.String => [element.GetString()!],
        _ => [],
    };

    private static string? Text(JsonElement? element) =>
        element is { ValueKind: JsonValueKind.String } text && text.GetString() is { Length: > 0 } value ? value : null;

    private static bool IsTrue(JsonElement element) =>
        element.ValueKind is JsonValueKind.True || (element.ValueKind is JsonValueKind.String && element.GetString() == "true");

    /// <summary>A name as the log keeps it: in one line, and not too long.</summary>
    private static string Clean(string name)
    {
        var line = string.Concat(name.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        return line.Length <= LongestName ? line : line[..LongestName];
    }
}
