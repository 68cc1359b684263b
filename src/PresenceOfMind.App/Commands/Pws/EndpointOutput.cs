using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Commands.Pws;

/// <summary>Prints what fetches found that was not known before: a line a contact, or a line of JSON a fetch.</summary>
/// <param name="rich">Whether documents are fetched.</param>
/// <param name="json">Whether to print JSON.</param>
internal sealed class EndpointOutput(bool rich, bool json)
{
    private readonly ConcurrentDictionary<(int Subscription, string Contact), string> _known = [];

    public bool IsRich => rich;

    public void Listening(Uri endpoint)
    {
        if (!json)
        {
            Terminal.Line($"Listening at {endpoint}. Ctrl+C stops it.");
        }
    }

    public void Refreshed(string what, DateTimeOffset ends)
    {
        if (!json)
        {
            Terminal.Line($"{what} is refreshed until {Terminal.Time(ends)}.");
        }
    }

    public void Write(int subscription, string cause, IReadOnlyList<ObservedPresence> seen)
    {
        var changed = seen.Where(one => IsNew(subscription, one)).ToList();
        var now = DateTimeOffset.Now;
        if (json)
        {
            Terminal.Json(new JsonObject
            {
                ["at"] = now.ToString("o", CultureInfo.InvariantCulture),
                ["cause"] = cause,
                ["subscription"] = subscription,
                ["changed"] = new JsonArray([.. changed.Select(one => one.ToJson())]),
            });
            return;
        }

        var begin = $"{now.ToString("HH:mm:ss", CultureInfo.InvariantCulture)} {cause} {subscription}";
        foreach (var line in changed.Count == 0
            ? ["nothing new"]
            : changed.Select(one => string.Join(' ', one.Row().Where(cell => cell.Length > 0))))
        {
            Terminal.Line($"{begin} {line}");
        }
    }

    private bool IsNew(int subscription, ObservedPresence one)
    {
        var text = one.ToJson().ToJsonString();
        var before = _known.GetValueOrDefault((subscription, one.Contact));
        _known[(subscription, one.Contact)] = text;
        return before != text;
    }
}
