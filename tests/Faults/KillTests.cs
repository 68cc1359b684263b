using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using EndToEnd;

namespace Faults;

/// <summary>
/// Kills the program at random points under load. POM_FAULTS_KILLS says how often (twenty where it says nothing),
/// POM_FAULTS_SEED repeats a run.
/// </summary>
public sealed partial class KillTests(ITestOutputHelper output)
{
    private const int Kills = 20;
    private const int Actors = 6;
    private const int LongestRun = 400;

    [Fact]
    public async Task What_was_acknowledged_survives_kill_9_and_nothing_is_there_that_nobody_asked_for()
    {
        var kills = Number("POM_FAULTS_KILLS") ?? Kills;
        var seed = Number("POM_FAULTS_SEED") ?? Random.Shared.Next();
        output.WriteLine($"seed {seed}: repeat with POM_FAULTS_SEED={seed} POM_FAULTS_KILLS={kills}");
        var random = new Random(seed);
        var actors = Enumerable.Range(0, Actors).Select(n => new Actor(n, random.Next())).ToList();
        var folder = Directory.CreateTempSubdirectory("pom-faults-").FullName;
        try
        {
            await WriteDirectoryAsync(folder, actors);
            for (var kill = 0; kill <= kills; kill++)
            {
                await LiveAsync(folder, actors, kill, random.Next(LongestRun), $"seed {seed}, after kill {kill}");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        var acknowledged = actors.Sum(a => a.Acknowledged);
        output.WriteLine($"{kills} kills, {acknowledged} requests acknowledged");
        Assert.True(acknowledged > kills, "There was hardly any load.");
    }

    private static async Task LiveAsync(string folder, List<Actor> actors, int kill, int milliseconds, string when)
    {
        await using var pom = PomProcess.Start(
            folder, "server", "--directory", "directory.json", "--data", "data", "--pws-http-port", "0", "--pws-https-port", "0", "--admin-port", "0");
        var said = await Until.Is($"the server's addresses, {when}; {pom.Error}", () => Task.FromResult(pom.Output), text => text.Contains("Ctrl+C", StringComparison.Ordinal));
        var wires = actors.Select(_ => new Wire(new Uri(Address().Match(said).Value))).ToList();
        await Task.WhenAll(actors.Zip(wires, (actor, wire) => kill == 0 ? actor.BeginAsync(wire) : actor.CheckAsync(wire, when)));

        var work = Task.WhenAll(actors.Zip(wires, (actor, wire) => actor.WorkAsync(wire)));
        await Task.WhenAny(work, Task.Delay(milliseconds, TestContext.Current.CancellationToken));
        await pom.KillAsync();
        await work;
        wires.ForEach(wire => wire.Dispose());
    }

    private static Task WriteDirectoryAsync(string folder, List<Actor> actors) => File.WriteAllTextAsync(
        Path.Combine(folder, "directory.json"),
        JsonSerializer.Serialize(new
        {
            people = actors.Select(a => new { user = a.User, name = a.User }),
            appUsers = actors.Select(a => new { user = a.App, password = "secret" }),
        }));

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"http://[\d.:]+")]
    private static partial Regex Address();
}
