using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PresenceOfMind.Bench.Serving;
using PresenceOfMind.Client.AspNetCore;
using PresenceOfMind.Client.Listening;
using PresenceOfMind.Client.Watching;
using PresenceOfMind.Dispatch;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Sources;
using PresenceOfMind.Dispatch.Tasks;
using PresenceOfMind.Dispatch.Teams;
using PresenceOfMind.Engine.Grains;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Protocol;
using PresenceOfMind.Server;
using PresenceOfMind.Server.Directory;

namespace PresenceOfMind.Bench.Dispatching;

/// <summary>
/// How long it takes from the request that sets a presence at the server until it is known that the person has the task that waits:
/// notification, callback, fetch, decision and two commits are in between. All in one process, as in <c>pom up</c>.
/// </summary>
internal static class ReactionBench
{
    private const int WarmUp = 200;
    private const string Team = "demo";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task<int> RunAsync(BenchArguments arguments)
    {
        var times = arguments.Count(500);
        var people = arguments.Count(100);
        var folder = Directory.CreateTempSubdirectory("pom-bench-");
        try
        {
            var hub = new NotificationHub();
            await using var listener = BenchHost.Builder().Build();
            listener.MapPresenceEndpoint("/pws", hub);
            await listener.StartAsync();
            await using var app = await StartAsync(folder.FullName, people, listener.Ports()[0]);
            await using var watcher = new PresenceWatcher(Options(app.Ports()[0], listener.Ports()[0]), hub);
            using var source = new TeamsSourceService(
                watcher,
                app.Services.GetRequiredService<IPresenceSink>(),
                TimeProvider.System,
                NullLogger<TeamsSourceService>.Instance);
            await source.StartAsync(CancellationToken.None);
            var taken = await MeasureAsync(app, times);
            await source.StopAsync(CancellationToken.None);
            taken.Sort();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"presence set to task assigned, {times} times, {people} people: p50 {taken[times / 2]:F1} ms, p99 "
                    + $"{taken[times * 99 / 100]:F1} ms, most {taken[^1]:F1} ms"));
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<List<double>> MeasureAsync(WebApplication app, int times)
    {
        var teams = app.Services.GetRequiredService<ITeams>();
        await UntilAsync(teams, async () => (await teams.GetViewAsync(new(Team))).Workers.All(w => w.Confirmed));
        using var user = new PwsUsers(app.Ports()[0]);
        var key = await user.LogInAsync("p0", await user.StartApplicationAsync("http://127.0.0.1:9/"));
        var taken = new List<double>();
        for (var i = -WarmUp; i < times; i++)
        {
            await user.SetAsync("p0", key, "AWAY");
            await UntilAsync(
                teams,
                async () => (await teams.GetViewAsync(new(Team))).Workers
                    .First(w => w.Contact.Value == Contact(0)).Presence == PresenceState.Away);
            var task = await teams.AddTaskAsync(new(Team), new NewTask("one"));
            var assigned = UntilAsync(teams, async () => (await teams.FindTaskAsync(new(Team), task.Id))!.State == TaskState.Assigned);
            var start = Stopwatch.GetTimestamp();
            await user.SetAsync("p0", key, "AVAILABLE");
            var end = await assigned;
            if (i >= 0)
            {
                taken.Add(Stopwatch.GetElapsedTime(start, end).TotalMilliseconds);
            }

            await teams.CompleteTaskAsync(new(Team), task.Id);
        }

        return taken;
    }

    /// <summary>Waits until something holds of the team.</summary>
    /// <returns>When that was known.</returns>
    /// <exception cref="OperationCanceledException">It did not come to hold.</exception>
    private static async Task<long> UntilAsync(ITeams teams, Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(Patience);
        await foreach (var _ in teams.WatchAsync(new(Team), limit.Token))
        {
            if (await holds())
            {
                return Stopwatch.GetTimestamp();
            }
        }

        throw new OperationCanceledException("The team is watched no longer.");
    }

    private static async Task<WebApplication> StartAsync(string folder, int people, int callbackPort)
    {
        var builder = BenchHost.Builder();
        builder.Services.AddStorage(o => o.Folder = folder);
        builder.UsePresenceSilo();
        builder.Services.AddPresenceServer(o => o.CommonPorts.Add(callbackPort));
        builder.Services.AddDispatch(o => o.Teams[new(Team)] = new TeamSettings
        {
            Workers =
            [
                .. Enumerable.Range(0, people).Select(
                    n => new WorkerSettings { Contact = new Contact(Contact(n)), Name = $"Person {n}" }),
            ],
        });
        var app = builder.Build();
        app.UsePresenceServer();
        await app.StartAsync();
        var directory = app.Services.GetRequiredService<IDirectory>();
        await directory.AddAppUserAsync("app", "secret");
        await directory.AddAppUserAsync("watching", "secret");
        await directory.AddPersonAsync(new DirectoryPerson("watcher", "The watcher"));
        for (var i = 0; i < people; i++)
        {
            await directory.AddPersonAsync(new DirectoryPerson($"p{i}", $"Person {i}"));
        }

        return app;
    }

    private static PresenceWatcherOptions Options(int server, int listener) => new()
    {
        Server = new Uri($"http://127.0.0.1:{server}/"),
        AppUser = "watching",
        Password = "secret",
        EndUser = "watcher",
        CallbackUrl = new Uri($"http://127.0.0.1:{listener}/pws"),
        OwnsSession = true,
    };

    private static string Contact(int person) => $"p{person}@localhost";
}
