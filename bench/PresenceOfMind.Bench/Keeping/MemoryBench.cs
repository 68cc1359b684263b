using System.Globalization;
using PresenceOfMind.Bench.Serving;

namespace PresenceOfMind.Bench.Keeping;

/// <summary>
/// What people cost in memory: those who are only in the directory, and those who are active, which is that a device reports
/// them and somebody watches them.
/// </summary>
internal static class MemoryBench
{
    private const int Active = 100_000;
    private const int ContactsEach = 100;
    private const int Batch = 1000;

    public static async Task<int> RunAsync(BenchArguments arguments)
    {
        var people = arguments.Count(1_000_000);
        await using var server = await ServerProcess.StartAsync();
        await server.Admin.AddApplicationAsync();
        var empty = await server.MemoryAsync();
        Show("empty", empty, null);
        await server.Admin.AddPeopleAsync(0, people / 10);
        Show(Count(people / 10) + " people", await server.MemoryAsync(), (empty.Managed, people / 10));
        await server.Admin.AddPeopleAsync(people / 10, people);
        var all = await server.MemoryAsync();
        Show(Count(people) + " people", all, (empty.Managed, people));

        var active = Math.Min(Active, people / 10);
        for (var i = 0; i < active; i += Batch)
        {
            await server.Admin.ReportAsync(AdminFeed.Reports(i, Math.Min(active, i + Batch), "BUSY"));
        }

        await WatchAsync(server.Pws, active);
        Show($"{Count(active)} of them active", await server.MemoryAsync(), (all.Managed, active));
        return 0;
    }

    private static async Task WatchAsync(PwsUsers users, int active)
    {
        var application = await users.StartApplicationAsync("http://127.0.0.1:9/");
        await Parallel.ForAsync(0, active / ContactsEach, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
        {
            var user = $"p{i}";
            var key = await users.LogInAsync(user, application);
            await users.SubscribeAsync(user, key, Enumerable.Range(i * ContactsEach, ContactsEach).Select(n => $"p{n}"));
            await users.FetchAsync(user, key);
        });
    }

    private static string Count(int people) => people.ToString("N0", CultureInfo.InvariantCulture);

    private static void Show(string what, (long Managed, long WorkingSet) memory, (long Before, int People)? more) =>
        Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{what,-28}{memory.Managed / 1e6,8:F0} MB managed{memory.WorkingSet / 1e6,8:F0} MB in "
            + $"all{(more is { } m ? $"{(double)(memory.Managed - m.Before) / m.People,8:F0} bytes a person" : "")}"));
}
