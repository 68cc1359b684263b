using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using EndToEnd;

namespace Faults;

/// <summary>
/// Kills the program at random points under load, over REST, SOAP, the device feed and imports. Two programs run at a time, each on
/// data of its own. POM_FAULTS_KILLS says how often in all (fifty where it says nothing), POM_FAULTS_SEED repeats a run.
/// </summary>
public sealed partial class KillTests(ITestOutputHelper output)
{
    private const int Kills = 50;
    private const int Programs = 2;
    private const int Actors = 6;

    // Kills come in the first half second, three in four of them once everybody has had an answer.
    private const int LongestRun = 400;
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task What_was_acknowledged_survives_kill_9_and_nothing_is_there_that_nobody_asked_for()
    {
        var kills = Number("POM_FAULTS_KILLS") ?? Kills;
        var seed = Number("POM_FAULTS_SEED") ?? Random.Shared.Next();
        output.WriteLine($"seed {seed}: repeat with POM_FAULTS_SEED={seed} POM_FAULTS_KILLS={kills}");
        var acknowledged = await Task.WhenAll(Enumerable.Range(0, Programs).Select(n =>
            RunAsync((kills + n) / Programs, new Random(seed + n), $"seed {seed}, program {n}")));
        output.WriteLine($"{kills} kills, {acknowledged.Sum()} requests acknowledged");
        Assert.All(acknowledged, some => Assert.True(some > kills / Programs, "There was hardly any load."));
    }

    /// <returns>The requests that were acknowledged.</returns>
    private static async Task<int> RunAsync(int kills, Random random, string what)
    {
        var actors = Enumerable.Range(0, Actors).Select(n => new Actor(n, random.Next())).ToList();
        var (feeder, importer) = (new Feeder(), new Importer());
        var folder = Directory.CreateTempSubdirectory("pom-faults-").FullName;
        try
        {
            await WriteDirectoryAsync(folder, actors);
            for (var kill = 0; kill <= kills; kill++)
            {
                await LiveAsync(folder, [.. actors, feeder, importer], kill, random, $"{what}, after kill {kill}");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        Assert.True(feeder.Acknowledged > kills / 4, "The device feed was hardly used.");
        Assert.True(importer.Acknowledged > kills / 4, "Hardly anything was imported.");
        return actors.Sum(a => a.Acknowledged) + feeder.Acknowledged + importer.Acknowledged;
    }

    private static async Task LiveAsync(string folder, List<IAsker> askers, int kill, Random random, string when)
    {
        // The people of the file are kept with all else, and are needed once.
        string[] people = kill == 0 ? ["--directory", "directory.json"] : [];
        await using var pom = PomProcess.Start(
            folder, ["server", .. people, "--data", "data", "--pws-http-port", "0", "--pws-https-port", "0", "--admin-port", "0"]);
        var said = await pom.UpAsync(when);
        var addresses = Address().Matches(said);
        var key = await File.ReadAllTextAsync(Path.Combine(folder, "data", "admin.key"));
        var server = new RunningServer(new Uri(addresses[0].Value), new Uri(addresses[1].Value + "/"), key.Trim());
        await Task.WhenAll(askers.Select(asker => kill == 0 ? asker.BeginAsync(server) : asker.CheckAsync(server, when)));

        var work = Task.WhenAll(askers.Select(asker => asker.WorkAsync()));
        if (random.Next(4) > 0)
        {
            await Task.WhenAny(
                work,
                Task.WhenAll(askers.Select(asker => asker.Answered)),
                Task.Delay(LongestStart, TestContext.Current.CancellationToken));
        }

        await Task.WhenAny(work, Task.Delay(random.Next(LongestRun), TestContext.Current.CancellationToken));
        await pom.KillAsync();
        await work;
    }

    private static Task WriteDirectoryAsync(string folder, List<Actor> actors) => File.WriteAllTextAsync(
        Path.Combine(folder, "directory.json"),
        JsonSerializer.Serialize(new
        {
            people = actors.Select(a => a.User).Concat(Feeder.Users).Select(user => new { user, name = user }),
            appUsers = actors.Select(a => a.App).Concat(Feeder.AppUsers).Select(user => new { user, password = "secret" }),
        }));

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    [GeneratedRegex(@"http://[\d.:]+")]
    private static partial Regex Address();
}
