using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Faults.Dispatch;

/// <summary>
/// Adds tasks and does with them what people do, on a connection of its own. It knows what was acknowledged, and what it asked for
/// last without an answer: after a kill one of the two must be found, whole.
/// </summary>
internal sealed class TaskActor(int number, int seed)
{
    private const string Team = "demo";

    private readonly Random _random = new(seed);
    private readonly Dictionary<string, ExpectedTask> _known = new(StringComparer.Ordinal);
    private (string Id, ExpectedTask Facts)? _doubtful;
    private int _route;
    private int? _doubtfulRoute;
    private int _added;
    private TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Requests acknowledged until now.</summary>
    public int Acknowledged { get; private set; }

    /// <summary>Ends with the first answer of the running program.</summary>
    public Task Answered => _answered.Task;

    /// <summary>The tasks that may be there.</summary>
    public IEnumerable<string> Ids => _doubtful is { } doubtful ? _known.Keys.Append(doubtful.Id) : _known.Keys;

    /// <summary>Asks for one thing after the other until the program is gone.</summary>
    public async Task WorkAsync(TaskWire wire)
    {
        _answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        while (await StepAsync(wire))
        {
            Acknowledged++;
            _answered.TrySetResult();
        }
    }

    /// <summary>Compares what is there with what was acknowledged.</summary>
    /// <param name="found">All tasks of the team, by id.</param>
    /// <param name="wire">The program.</param>
    /// <param name="when">For whoever reads a failure.</param>
    public async Task CheckAsync(Dictionary<string, JsonNode> found, TaskWire wire, string when)
    {
        foreach (var (id, facts) in _known.ToList())
        {
            Assert.True(found.TryGetValue(id, out var task), $"{when}: task {id} is lost; {facts} was acknowledged.");
            var there = ExpectedTask.From(task);
            Assert.True(
                there == facts || (_doubtful is { } d && d.Id == id && there == d.Facts),
                $"{when}: task {id} is {there} where {facts} was acknowledged, and in doubt was {_doubtful}.");
            _known[id] = there;
        }

        if (_doubtful is { } doubtful && !_known.ContainsKey(doubtful.Id) && found.TryGetValue(doubtful.Id, out var added))
        {
            Assert.Equal(doubtful.Facts, ExpectedTask.From(added));
            _known.Add(doubtful.Id, doubtful.Facts);
        }

        _doubtful = null;
        if (_route > 0 || _doubtfulRoute is not null)
        {
            var routes = (await wire.GetAsync("faults/routes"))["items"]!.AsArray();
            var route = routes.FirstOrDefault(r => (string?)r!["name"] == $"r{number}");
            var raise = route is null ? 0 : (int)route["steps"]![0]!["raisePriorityBy"]!;
            Assert.True(
                raise == _route || raise == _doubtfulRoute,
                $"{when}: route r{number} is at {raise} where {_route} was acknowledged, and {_doubtfulRoute} in doubt.");
            (_route, _doubtfulRoute) = (raise, null);
        }
    }

    private async Task<bool> StepAsync(TaskWire wire)
    {
        try
        {
            await NextAsync(wire);
            return true;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException or TaskCanceledException)
        {
            return false;
        }
    }

    private Task NextAsync(TaskWire wire)
    {
        var open = _known.Where(t => t.Value.End is null).Select(t => t.Key).ToArray();
        var id = open.Length > 0 ? _random.GetItems(open, 1)[0] : "";
        return (open.Length == 0 ? 0 : _random.Next(12)) switch
        {
            < 4 => AddAsync(wire),
            4 or 5 or 6 => ChangeAsync(wire, id, _known[id] with { End = "completed" }, "POST", "/complete", null),
            7 => ChangeAsync(wire, id, _known[id] with { End = "cancelled" }, "POST", "/cancel", null),
            8 => ChangeAsync(
                wire,
                id,
                _known[id] with { Notes = _known[id].Notes + 1 },
                "POST",
                "/notes",
                new JsonObject { ["text"] = "a note" }),
            9 => PrioritiseAsync(wire, id, _random.Next(100)),
            10 => ChangeAsync(wire, id, _known[id], "POST", _random.GetItems((string[])["/hold", "/resume", "/return"], 1)[0], null),
            _ => RouteAsync(wire),
        };
    }

    private async Task AddAsync(TaskWire wire)
    {
        var id = $"k{number}-{++_added}";
        var facts = new ExpectedTask($"task {id}", 0, 0, null);
        _doubtful = (id, facts);
        Assert.True(
            await wire.DoAsync("POST", $"{Team}/tasks", new JsonObject { ["id"] = id, ["title"] = facts.Title }),
            $"{id} was refused.");
        _known.Add(id, facts);
        _doubtful = null;
    }

    private Task PrioritiseAsync(TaskWire wire, string id, int priority) =>
        ChangeAsync(wire, id, _known[id] with { Priority = priority }, "PATCH", "", new JsonObject { ["priority"] = priority });

    private async Task ChangeAsync(TaskWire wire, string id, ExpectedTask after, string method, string verb, JsonObject? body)
    {
        _doubtful = (id, after);
        if (await wire.DoAsync(method, $"{Team}/tasks/{id}{verb}", body))
        {
            _known[id] = after;
        }

        _doubtful = null;
    }

    private async Task RouteAsync(TaskWire wire)
    {
        var raise = (_route % 900) + 1;
        _doubtfulRoute = raise;
        var body = new JsonObject
        {
            ["name"] = $"r{number}",
            ["queue"] = "default",
            ["steps"] = new JsonArray(new JsonObject { ["afterSeconds"] = 60, ["raisePriorityBy"] = raise }),
        };
        Assert.True(await wire.DoAsync("PUT", $"faults/routes/r{number}", body), "A route was refused.");
        (_route, _doubtfulRoute) = (raise, null);
    }
}
