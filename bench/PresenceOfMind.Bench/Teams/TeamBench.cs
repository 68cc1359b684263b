using System.Diagnostics;
using System.Globalization;

namespace PresenceOfMind.Bench.Teams;

/// <summary>
/// Decisions a second of the bare state machine, and a whole team that opens at once. A decision is an appended assignment with
/// its counts of refusals; to each belong a task that comes, one that is completed, and one that is forgotten a day after it
/// ended, so that the team stays as large as it is however long the measurement takes.
/// </summary>
internal static class TeamBench
{
    private const int Rounds = 5;

    private static readonly int[] Sizes = [100, 1000, 10_000];

    public static int Run(BenchArguments arguments)
    {
        var what = arguments.Word("rate", "opening", "both");
        var seconds = arguments.Seconds(1).TotalSeconds;
        var only = arguments.Count(0);
        if (what != "opening")
        {
            foreach (var workers in only > 0 ? [only] : Sizes)
            {
                Report($"{workers} workers, the busy half takes the next as it completes", () => BusyHalf(workers), seconds);
                Report($"{workers} workers, the idle half takes what comes", () => IdleHalf(workers), seconds);
            }
        }

        if (what != "rate")
        {
            Opening(only > 0 ? only : Sizes[^1]);
        }

        return 0;
    }

    /// <summary>Prints the round whose rate is the median.</summary>
    private static void Report(string what, Func<BenchTeam> prepare, double seconds)
    {
        var team = prepare();
        for (var i = 0; i < BenchTeam.TasksADay; i++)
        {
            Step(team);
        }

        var median = Enumerable.Range(0, Rounds).Select(_ => Round(team, seconds)).OrderBy(r => r.PerSecond).ElementAt(Rounds / 2);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what}: {median.PerSecond:N0} decisions a second, {median.PerProcessorSecond:N0} a second of processor time, "
                + $"{median.Bytes:N0} bytes allocated each"));
    }

    private static Figures Round(BenchTeam team, double seconds)
    {
        var (given, bytes) = (team.Given, GC.GetTotalAllocatedBytes(precise: true));
        var processor = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed.TotalSeconds < seconds)
        {
            for (var i = 0; i < 100; i++)
            {
                Step(team);
            }
        }

        var elapsed = watch.Elapsed;
        processor = Environment.CpuUsage.TotalTime - processor;
        var decisions = team.Given - given;
        return new Figures(
            decisions / elapsed.TotalSeconds,
            decisions / processor.TotalSeconds,
            (GC.GetTotalAllocatedBytes(precise: true) - bytes) / (double)decisions);
    }

    private static void Step(BenchTeam team)
    {
        team.AddNext();
        team.CompleteOldest();
    }

    /// <summary>
    /// Half of the workers are away, the other half busy, as many tasks wait as there are workers: whoever completes takes the next.
    /// </summary>
    private static BenchTeam BusyHalf(int workers)
    {
        var team = new BenchTeam().Begin(workers);
        for (var i = 0; i < workers + (workers / 2); i++)
        {
            team.AddNext();
        }

        team.Report(workers, w => w < workers / 2);
        return team;
    }

    /// <summary>
    /// All are there, half are busy, and as many tasks wait as there are workers, for a skill that nobody has: what comes goes to
    /// the idle half.
    /// </summary>
    private static BenchTeam IdleHalf(int workers)
    {
        var team = new BenchTeam().Begin(workers);
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

    /// <summary>All presence becomes known in one report while as many tasks wait as there are workers.</summary>
    private static void Opening(int workers)
    {
        var times = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var team = new BenchTeam().Begin(workers);
            for (var i = 0; i < workers; i++)
            {
                team.AddNext();
            }

            var watch = Stopwatch.StartNew();
            team.Report(workers, _ => true);
            times.Add(watch.Elapsed.TotalMilliseconds);
            if (team.Given < workers * 9L / 10)
            {
                throw new InvalidOperationException($"Only {team.Given} of {workers} tasks were given; the figure would mean nothing.");
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{workers} workers open at once, {workers} tasks wait: {times.Order().ElementAt(Rounds / 2):N0} ms (first {times[0]:N0} ms)"));
    }

    private readonly record struct Figures(double PerSecond, double PerProcessorSecond, double Bytes);
}
