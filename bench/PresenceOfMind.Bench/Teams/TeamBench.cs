using System.Diagnostics;
using System.Globalization;

namespace PresenceOfMind.Bench.Teams;

/// <summary>
/// Decisions a second of the bare state machine. A decision is an appended assignment with its counts of refusals; half of the
/// workers are busy, as many tasks wait as there are workers, with sixty different requirements.
/// </summary>
internal static class TeamBench
{
    private const int Rounds = 5;

    private static readonly int[] Sizes = [100, 1000, 10_000];

    public static int Run(BenchArguments arguments)
    {
        var seconds = arguments.Seconds(1).TotalSeconds;
        foreach (var workers in Sizes)
        {
            Report($"{workers} workers, the busy half takes the next as it completes", Rate(workers, seconds, Completing));
            Report($"{workers} workers, the idle half takes what comes", Rate(workers, seconds, Coming));
        }

        Console.WriteLine($"10000 workers open at once, 10000 tasks wait: {Opening().ToString("F0", CultureInfo.InvariantCulture)} ms");
        return 0;
    }

    private static void Report(string what, double rate) => Console.WriteLine($"{what}: {rate.ToString("N0", CultureInfo.InvariantCulture)} decisions a second");

    /// <summary>The median of rounds.</summary>
    private static double Rate(int workers, double seconds, Func<int, BenchTeam> prepare)
    {
        var rates = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var team = prepare(workers);
            Run(team, seconds / 4);
            var given = team.Given;
            var watch = Stopwatch.StartNew();
            Run(team, seconds);
            rates.Add((team.Given - given) / watch.Elapsed.TotalSeconds);
        }

        return rates.Order().ElementAt(Rounds / 2);
    }

    /// <summary>A task comes, and one is completed, again and again.</summary>
    private static void Run(BenchTeam team, double seconds)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed.TotalSeconds < seconds)
        {
            for (var i = 0; i < 100; i++)
            {
                team.AddNext();
                team.CompleteOldest();
            }
        }
    }

    /// <summary>Half of the workers are away, the other half busy: whoever completes takes the next task.</summary>
    private static BenchTeam Completing(int workers)
    {
        var team = new BenchTeam(workers);
        for (var i = 0; i < workers + (workers / 2); i++)
        {
            team.AddNext();
        }

        team.Report(workers, w => w < workers / 2);
        return team;
    }

    /// <summary>All are there, half are busy; the tasks that wait can be taken by nobody, and what comes goes to the idle half.</summary>
    private static BenchTeam Coming(int workers)
    {
        var team = new BenchTeam(workers);
        for (var i = 0; i < workers; i++)
        {
            team.AddHopeless(i);
        }

        team.Report(workers, _ => true);
        for (var i = 0; i < workers / 2; i++)
        {
            team.AddNext();
        }

        return team;
    }

    private static double Opening()
    {
        const int Workers = 10_000;
        var times = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var team = new BenchTeam(Workers);
            for (var i = 0; i < Workers; i++)
            {
                team.AddNext();
            }

            var watch = Stopwatch.StartNew();
            team.Report(Workers, _ => true);
            times.Add(watch.Elapsed.TotalMilliseconds);
            Expect(team.Given > Workers * 9 / 10);
        }

        return times.Order().ElementAt(Rounds / 2);
    }

    private static void Expect(bool isSo)
    {
        if (!isSo)
        {
            throw new InvalidOperationException("Most tasks were to be given; the figure would mean nothing.");
        }
    }
}
