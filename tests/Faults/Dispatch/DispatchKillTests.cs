using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EndToEnd;
using PresenceOfMind.Tests.Shared;

namespace Faults.Dispatch;

/// <summary>
/// Kills the whole program at random points while tasks are added, assigned, completed, changed and a team is configured, and while a
/// reader follows the team's events. Two programs run at a time, each on data of its own. POM_FAULTS_KILLS says how often in all (fifty
/// where it says nothing), POM_FAULTS_SEED repeats a run.
/// </summary>
public sealed partial class DispatchKillTests(ITestOutputHelper output)
{
    private const int Kills = 50;
    private const int Programs = 2;
    private const int Actors = 6;

    // Kills come in the first half second, three in four of them once everybody has had an answer.
    private const int LongestRun = 400;
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Every_acknowledged_task_survives_kill_9_in_one_place_and_a_reader_of_events_gets_each_once_and_in_order()
    {
        var kills = Number("POM_FAULTS_KILLS") ?? Kills;
        var seed = Number("POM_FAULTS_SEED") ?? Random.Shared.Next();
        output.WriteLine($"seed {seed}: repeat with POM_FAULTS_SEED={seed} POM_FAULTS_KILLS={kills}");
        var runs = await Task.WhenAll(
            Enumerable.Range(0, Programs).Select(n => RunAsync((kills + n) / Programs, new Random(seed + n), $"seed {seed}, program {n}")));
        output.WriteLine($"{kills} kills, {runs.Sum(r => r.Acknowledged)} requests acknowledged, {runs.Sum(r => r.Tasks)} tasks");
        Assert.All(runs, run => Assert.True(run.Acknowledged > kills / Programs, "There was hardly any load."));
    }

    private static async Task<(int Acknowledged, int Tasks)> RunAsync(int kills, Random random, string what)
    {
        var actors = Enumerable.Range(0, Actors).Select(n => new TaskActor(n, random.Next())).ToList();
        var folder = Directory.CreateTempSubdirectory("pom-faults-").FullName;
        var follower = new StreamFollower();
        var tasks = 0;
        try
        {
            for (var kill = 0; kill <= kills; kill++)
            {
                tasks = await LiveAsync(folder, actors, follower, kill, random, $"{what}, after kill {kill}", isLast: kill == kills);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        Assert.True(follower.Connections > kills / 2, "The reader of events hardly ever connected.");
        return (actors.Sum(a => a.Acknowledged), tasks);
    }

    private static async Task<int> LiveAsync(
        string folder, List<TaskActor> actors, StreamFollower follower, int kill, Random random, string when, bool isLast)
    {
        await using var pom = PomProcess.Start(
            folder,
            "up",
            "--data", "data",
            "--port", "0",
            "--pws-http-port", "0",
            "--pws-https-port", "0");
        var said = await pom.UpAsync(when);
        var page = new Uri(Address().Match(said).Value);
        var wires = actors.Select(_ => new TaskWire(page)).ToList();
        if (kill == 0)
        {
            Assert.True(await wires[0].DoAsync("PUT", "faults", new JsonObject()));
        }

        var following = follower.FollowAsync(page, "demo");
        var tasks = await CheckAsync(actors, wires, when);
        if (isLast)
        {
            await CheckEventsAsync(wires[0], follower, when);
        }

        var work = Task.WhenAll(actors.Zip(wires, (actor, wire) => actor.WorkAsync(wire)));
        if (random.Next(4) > 0)
        {
            await Task.WhenAny(
                work,
                Task.WhenAll(actors.Select(actor => actor.Answered)),
                Task.Delay(LongestStart, TestContext.Current.CancellationToken));
        }

        await Task.WhenAny(work, Task.Delay(random.Next(LongestRun), TestContext.Current.CancellationToken));
        await pom.KillAsync();
        await work;
        await following;
        wires.ForEach(wire => wire.Dispose());
        return tasks;
    }

    /// <summary>The reader has every event of the log once, and in order.</summary>
    private static async Task CheckEventsAsync(TaskWire wire, StreamFollower follower, string when)
    {
        var events = (await wire.ListAsync("demo/events?")).ConvertAll(e => (string)e["id"]!);
        await Eventually.IsAsync(() => follower.Ids.Count >= events.Count, $"{when}: the reader has all {events.Count} events");
        Assert.Equal(events, follower.Ids.Take(events.Count));
    }

    private static async Task<int> CheckAsync(List<TaskActor> actors, List<TaskWire> wires, string when)
    {
        var list = await wires[0].ListAsync("demo/tasks?sort=added");
        var found = list.ToDictionary(t => (string)t["id"]!);
        Assert.Empty(found.Keys.Except(actors.SelectMany(a => a.Ids)));
        foreach (var (actor, wire) in actors.Zip(wires))
        {
            await actor.CheckAsync(found, wire, when);
        }

        await CheckPlacesAsync(wires[0], when);
        return list.Count;
    }

    /// <summary>Each open task waits, or one person has it; nobody has more than one can take.</summary>
    private static async Task CheckPlacesAsync(TaskWire wire, string when)
    {
        var team = await wire.GetAsync("demo");
        var had = team["workers"]!
            .AsArray()
            .SelectMany(w => w!["tasks"]!.AsArray().Select(t => (Task: (string)t!["id"]!, Worker: (string)w["contact"]!)))
            .ToList();
        Assert.Equal(had.Count, had.Select(h => h.Task).Distinct().Count());
        var with = had.ToDictionary(h => h.Task, h => h.Worker);
        foreach (var task in team["tasks"]!.AsArray())
        {
            var id = (string)task!["id"]!;
            var isHad = (string)task["state"]! is "assigned" or "on-hold" or "wrapping-up";
            Assert.True(
                isHad == with.ContainsKey(id) && (!isHad || with[id] == (string?)task["worker"]),
                $"{when}: task {id} is {task["state"]} with {task["worker"]}, and {with.GetValueOrDefault(id)} has it.");
        }

        Assert.Empty(with.Keys.Except(team["tasks"]!.AsArray().Select(t => (string)t!["id"]!)));
        foreach (var worker in team["workers"]!.AsArray())
        {
            Assert.True(
                worker!["tasks"]!.AsArray().Count(t => (string)t!["state"]! == "assigned") <= 1,
                $"{when}: {worker["contact"]} has too much.");
        }
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    [GeneratedRegex(@"http://[\d.:]+")]
    private static partial Regex Address();
}
