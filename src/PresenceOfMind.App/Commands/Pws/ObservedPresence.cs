using System.Text.Json.Nodes;
using PresenceOfMind.App.Output;
using PresenceOfMind.Client;
using PresenceOfMind.Client.Watching;
using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Pidf;

namespace PresenceOfMind.App.Commands.Pws;

/// <summary>What a service said of one contact.</summary>
/// <param name="Contact">The contact.</param>
/// <param name="State">The state; null where a document tells none.</param>
/// <param name="Document">The document; null where only the state was asked for.</param>
internal sealed record ObservedPresence(string Contact, PresenceState? State, PidfDocument? Document)
{
    public static IReadOnlyList<string> Headings(bool rich) =>
        rich ? ["CONTACT", "STATE", "ACTIVITIES", "DEVICES", "NOTE"] : ["CONTACT", "STATE"];

    /// <summary>Asks for contacts.</summary>
    public static async Task<IReadOnlyList<ObservedPresence>> OfContactsAsync(
        IPwsClient client, EndUserSession user, IReadOnlyCollection<string> contacts, bool rich, CancellationToken cancellationToken) =>
            rich
        ? From(await client.GetRichPresenceAsync(user, contacts, cancellationToken))
        : From(await client.GetPresenceAsync(user, contacts, cancellationToken));

    /// <summary>Asks for a subscription's contacts, which opens its latch.</summary>
    public static async Task<IReadOnlyList<ObservedPresence>> OfSubscriptionAsync(
        IPwsClient client, EndUserSession user, int subscription, bool rich, CancellationToken cancellationToken) => rich
        ? From(await client.GetSubscribedRichPresenceAsync(user, subscription, cancellationToken))
        : From(await client.GetSubscribedPresenceAsync(user, subscription, cancellationToken));

    /// <summary>Prints what was said: a table, or a line of JSON a contact.</summary>
    public static void Write(IReadOnlyList<ObservedPresence> seen, bool rich, bool json)
    {
        if (json)
        {
            seen.ToList().ForEach(one => Terminal.Json(one.ToJson()));
        }
        else
        {
            Terminal.Table(Headings(rich), seen.Select(one => one.Row()));
        }
    }

    /// <summary>Requires that everybody who was asked for was answered for.</summary>
    /// <exception cref="UserException">The answer leaves a contact out.</exception>
    public static void RequireAll(IReadOnlyCollection<string> asked, IReadOnlyList<ObservedPresence> seen, Uri node)
    {
        if (ContactMatch.Missing(asked, seen.Select(one => one.Contact), node) is { Count: > 0 } missing)
        {
            throw new UserException(
                ExitCode.Doubtful,
                $"the answer of {node.Authority} does not contain {string.Join(", ", missing)}: check the spelling; pom doctor shows "
                    + "what the node answers.");
        }
    }

    public JsonObject ToJson()
    {
        var json = new JsonObject { ["contact"] = Contact, ["state"] = State?.ToWire() };
        if (Document is not null)
        {
            json["activities"] = new JsonArray([.. Activities.Select(a => (JsonNode)a)]);
            json["devices"] = new JsonArray([.. Document.Tuples.Select(Device)]);
            json["note"] = Note;
        }

        return json;
    }

    /// <summary>A cell for each of the headings.</summary>
    public string[] Row()
    {
        string[] basic = [Contact, State?.ToWire() ?? ""];
        return Document is null
            ? basic
            : [.. basic, string.Join(' ', Activities), string.Join(' ', Document.Tuples.Select(t => t.Id)), Note ?? ""];
    }

    private IEnumerable<string> Activities =>
        Document?.Person?.Activities.Where(a => PidfActivity.TryGetState(a.Name, out _)).Select(a => a.Name) ?? [];

    private string? Note =>
        Document!.Person?.Notes.Concat(Document.Notes).Concat(Document.Tuples.SelectMany(t => t.Notes)).FirstOrDefault()?.Text;

    private static IReadOnlyList<ObservedPresence> From(IReadOnlyList<ContactPresence> states) =>
        [.. states.Select(s => new ObservedPresence(s.ContactUri, s.State, null))];

    private static IReadOnlyList<ObservedPresence> From(IReadOnlyList<PidfDocument> documents) =>
        [.. documents.Select(d => new ObservedPresence(ContactUri.WithoutScheme(d.Entity ?? ""), d.State, d))];

    private static JsonObject Device(PidfTuple tuple) => new()
    {
        ["id"] = tuple.Id,
        ["open"] = tuple.IsOpen,
        ["kind"] = (
            tuple.HasAudio,
            tuple.HasText) switch
        { (true, true) => "phone and chat", (true, _) => "phone", (_, true) => "chat", _ => "other" },
        ["source"] = tuple.Source,
    };
}
