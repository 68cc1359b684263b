using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using PresenceOfMind.Dispatch.Rules;
using PresenceOfMind.Dispatch.Storage;
using PresenceOfMind.Dispatch.Storage.Snapshots;
using PresenceOfMind.Dispatch.Storage.Teams;
using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.Bench.Teams;

/// <summary>
/// How long a team of a thousand takes to load after a day of 100,000 events: from its log alone, and from the last snapshot and
/// what followed. Each is measured in a process that was just started, as a team is loaded, and once more in the same.
/// </summary>
internal static class LoadBench
{
    private const string Team = "demo";
    private const int Workers = 1000;
    private const int InAGroup = 1000;
    private const int Runs = 3;

    public static async Task<int> RunAsync(BenchArguments arguments)
    {
        var events = arguments.Count(100_000);
        var folder = Directory.CreateTempSubdirectory("pom-bench-");
        try
        {
            await WriteDayAsync(folder.FullName, events);
            await ReportAsync($"{events} events from the log alone", folder.FullName);
            var behind = await SnapshotAsync(folder.FullName, events - LogRows.Every);
            await ReportAsync($"a snapshot and {behind} events", folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return 0;
    }

    /// <summary>Loads the team of a folder twice, and says how many milliseconds each took.</summary>
    public static int LoadTwice(string folder)
    {
        using var database = Open(folder);
        for (var i = 0; i < 2; i++)
        {
            var watch = Stopwatch.StartNew();
            TeamRows.Load(database, new(Team), Decider.Instance);
            Console.WriteLine(watch.Elapsed.TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
        }

        return 0;
    }

    private static async Task ReportAsync(string what, string folder)
    {
        var (first, again) = (new List<double>(), new List<double>());
        for (var run = 0; run < Runs; run++)
        {
            using var process = Process.Start(
                new ProcessStartInfo(Environment.ProcessPath!, ["load-twice", folder]) { RedirectStandardOutput = true })!;
            first.Add(double.Parse((await process.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture));
            again.Add(double.Parse((await process.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture));
            await process.WaitForExitAsync();
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: {first.Order().ElementAt(Runs / 2):N0} ms, once more in the same process {again.Order().ElementAt(Runs / 2):N0} ms"));
    }

    private static async Task WriteDayAsync(string folder, int events)
    {
        using var database = Open(folder);
        var writes = new List<Task>();
        BenchTeam team = null!;
        team = new BenchTeam
        {
            Appended = entries => writes.Add(
                database.WriteAsync(TeamRows.Append(new(Team), entries, team.State.NextDue, TeamRows.Changed(team.State, entries)))),
        };
        team.Begin(Workers);
        for (var i = 0; i < Workers; i++)
        {
            team.AddNext();
        }

        team.Report(Workers, w => w < Workers * 9 / 10);
        for (var i = 0; team.State.Position < events; i++)
        {
            team.AddNext();
            team.CompleteOldest();
            if (i % 5 == 0)
            {
                // Somebody goes, and comes back a while later.
                team.Change(i % Workers, isAvailable: i / Workers % 2 == 1);
            }

            if (writes.Count >= InAGroup)
            {
                await Task.WhenAll(writes);
                writes.Clear();
            }
        }

        await Task.WhenAll(writes);
    }

    /// <summary>Keeps a snapshot of the team at a position.</summary>
    /// <returns>How many events follow it.</returns>
    private static async Task<long> SnapshotAsync(string folder, long position)
    {
        using var database = Open(folder);
        using var connection = database.OpenRead();
        var head = LogRows.Head(connection, new(Team))!;
        var state = LogRows.Replay(connection, new(Team), head.First, position);
        await database.WriteAsync(SnapshotRows.Save(new(Team), state.Position, state.At, TeamSnapshot.Write(state)));
        return head.Head - position;
    }

    private static Database Open(string folder) =>
        new(new StorageOptions { Folder = folder }, DispatchMigrations.All, NullLogger<Database>.Instance);
}
