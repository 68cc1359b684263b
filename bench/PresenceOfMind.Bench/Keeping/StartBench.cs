using System.Diagnostics;
using System.Globalization;
using PresenceOfMind.Bench.Serving;

namespace PresenceOfMind.Bench.Keeping;

/// <summary>How long it takes to bring a million people in, and to start with them until a client has logged in.</summary>
internal static class StartBench
{
    private const int Runs = 3;

    public static async Task<int> RunAsync(BenchArguments arguments)
    {
        var people = arguments.Count(1_000_000);
        var folder = Directory.CreateTempSubdirectory("pom-bench-");
        try
        {
            await using (var first = await ServerProcess.StartAsync(folder: folder.FullName))
            {
                var clock = Stopwatch.StartNew();
                await first.Admin.AddPeopleAsync(0, people);
                Show("import, in parts of 100,000", clock.Elapsed);
                clock.Restart();
                await first.Admin.AddPeopleAsync(0, people);
                Show("the same again", clock.Elapsed);
                await first.Admin.AddApplicationAsync();
            }

            for (var run = 0; run < Runs; run++)
            {
                var clock = Stopwatch.StartNew();
                await using var server = await ServerProcess.StartAsync(folder: folder.FullName);
                await server.Pws.StartApplicationAsync("http://127.0.0.1:9/");
                Show("start to the first log-in", clock.Elapsed);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return 0;
    }

    private static void Show(string what, TimeSpan time) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-30}{time.TotalSeconds,6:F1} s"));
}
