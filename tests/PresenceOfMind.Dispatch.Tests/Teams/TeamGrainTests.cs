using Dapper;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Refusals;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Core.Time;
using PresenceOfMind.Dispatch.Rules;
using PresenceOfMind.Dispatch.Storage.Tasks;
using PresenceOfMind.Dispatch.Storage.Teams;
using PresenceOfMind.Dispatch.Tasks;
using PresenceOfMind.Dispatch.Teams;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Tests.Shared;
using static PresenceOfMind.Protocol.PresenceState;

namespace PresenceOfMind.Dispatch.Tests.Teams;

public sealed class TeamGrainTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public async Task A_restart_loses_no_task_and_no_assignment()
    {
        TaskView one, two, done;
        await using (var host = await TestHost.StartAsync(_folder.Path))
        {
            await host.FetchAsync(("ann", Available), ("bob", Away));
            done = await host.Teams.AddTaskAsync(new("demo"), new NewTask("done"));
            done = await host.Teams.CompleteTaskAsync(new("demo"), done.Id);
            one = await host.Teams.AddTaskAsync(new("demo"), new NewTask("one", new("one"), """{"a":[1,2]}"""));
            two = await host.Teams.AddTaskAsync(new("demo"), new NewTask("two", new("two")));
        }

        await using (var host = await TestHost.StartAsync(_folder.Path))
        {
            AssertSame(one, await host.Teams.FindTaskAsync(new("demo"), new("one")));
            AssertSame(done, await host.Teams.FindTaskAsync(new("demo"), done.Id));
            Assert.Equal("ann", one.WorkerName);
            Assert.Equal(two.AddedAt, (await host.Teams.FindTaskAsync(new("demo"), new("two")))!.AddedAt);
            Assert.Contains("was just loaded", (await host.Teams.FindTaskAsync(new("demo"), new("two")))!.WaitsBecause, StringComparison.Ordinal);

            await host.FetchAsync(("ann", Available), ("bob", Available));
            Assert.Equal("bob", (await host.Teams.FindTaskAsync(new("demo"), new("two")))!.WorkerName);
            AssertSame(one, await host.Teams.AddTaskAsync(new("demo"), new NewTask("one", new("one"), """{"a":[1,2]}""")));
        }
    }

    [Fact]
    public async Task Who_is_no_longer_named_leaves_at_the_next_start()
    {
        await using (await TestHost.StartAsync(_folder.Path))
        {
        }

        await using var host = await TestHost.StartAsync(
            _folder.Path,
            o => o.Teams[new("demo")] = TestHost.Demo with { Workers = [TestHost.Demo.Workers[1]] });
        Assert.Equal(["bob"], (await host.Teams.GetViewAsync(new("demo"))).Workers.Select(w => w.Name));
    }

    [Fact]
    public async Task A_second_writer_is_refused_and_the_first_reads_again()
    {
        await using var host = await TestHost.StartAsync(_folder.Path);
        await host.Teams.AddTaskAsync(new("demo"), new NewTask("one", new("one")));
        var other = TeamRows.Load(host.Database, new("demo"), Decider.Instance);
        var outcome = other.Handle(new AddTask(new("theirs"), "theirs", null), TeamTime.FromWall(DateTimeOffset.UtcNow));
        var append = TeamRows.Append(new("demo"), outcome.Entries, null, TeamRows.Changed(other.State, outcome.Entries));
        await host.Database.WriteAsync(append);
        await Assert.ThrowsAsync<FencedException>(() => host.Database.WriteAsync(append));

        var refused = await Assert.ThrowsAsync<DispatchException>(() => host.Teams.AddTaskAsync(new("demo"), new NewTask("ours", new("ours"))));
        Assert.Equal(RefusalKind.Unavailable, refused.Refusal.Kind);

        await Eventually.IsAsync(async () =>
        {
            try
            {
                return await host.Teams.FindTaskAsync(new("demo"), new("theirs")) is not null;
            }
            catch (DispatchException)
            {
                return false;
            }
        });
        Assert.Null(await host.Teams.FindTaskAsync(new("demo"), new("ours")));
        await host.Teams.AddTaskAsync(new("demo"), new NewTask("ours", new("ours")));
        AssertGapless(host.Database);
    }

    [Fact]
    public async Task Many_commands_at_once_are_each_kept_once_and_in_order()
    {
        await using var host = await TestHost.StartAsync(_folder.Path);
        await host.FetchAsync(("ann", Available), ("bob", Available));

        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => host.Teams.AddTaskAsync(new("demo"), new NewTask($"task {i}", new($"id-{i % 150}"))))
            .Select(async t =>
            {
                try
                {
                    await t;
                }
                catch (DispatchException e) when (e.Refusal.Code == "task-exists")
                {
                    return;
                }
            }));

        var view = await host.Teams.GetViewAsync(new("demo"));
        Assert.Equal(150, view.Tasks.Count);
        Assert.Equal(2, view.Tasks.Count(t => t.State == TaskState.Assigned));
        AssertGapless(host.Database);
    }

    [Fact]
    public async Task The_table_of_tasks_is_made_anew_from_the_log()
    {
        await using (var host = await TestHost.StartAsync(_folder.Path))
        {
            await host.Teams.AddTaskAsync(new("demo"), new NewTask("one", new("one")));
            await host.Database.WriteAsync(new Spoil());
        }

        await using (var host = await TestHost.StartAsync(_folder.Path))
        {
            var page = await host.Teams.ListTasksAsync(new("demo"), new TaskQuery());
            Assert.Equal(["one"], page.Tasks.Select(t => t.Id.Value));
        }
    }

    [Fact]
    public async Task A_settle_time_that_is_over_gives_the_task_by_itself()
    {
        await using var host = await TestHost.StartAsync(
            _folder.Path,
            o => o.Teams[new("demo")] = TestHost.Demo with { Rules = new TeamRules { SettleSeconds = 1 } });
        var task = await host.Teams.AddTaskAsync(new("demo"), new NewTask("one"));
        await host.FetchAsync(("ann", Available));

        await Eventually.IsAsync(async () => (await host.Teams.FindTaskAsync(new("demo"), task.Id))!.State == TaskState.Assigned);
        var ann = TeamRows.Load(host.Database, new("demo"), Decider.Instance).State.Roster.Find(new("ann@example.com"))!;
        Assert.True((await host.Teams.FindTaskAsync(new("demo"), task.Id))!.AssignedAt - ann.StateSince >= TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Whoever_watches_hears_how_far_the_log_has_come()
    {
        await using var host = await TestHost.StartAsync(_folder.Path);
        using var limit = new CancellationTokenSource(Eventually.Bound);
        await using var positions = host.Teams.WatchAsync(new("demo"), limit.Token).GetAsyncEnumerator(limit.Token);
        Assert.True(await positions.MoveNextAsync());
        var before = positions.Current;
        Assert.Equal((await host.Teams.GetViewAsync(new("demo"))).Position, before);

        await host.Teams.AddTaskAsync(new("demo"), new NewTask("one"));
        Assert.True(await positions.MoveNextAsync());
        Assert.Equal(before + 1, positions.Current);
    }

    [Fact]
    public async Task All_open_tasks_are_cancelled_and_counted()
    {
        await using var host = await TestHost.StartAsync(_folder.Path);
        await host.FetchAsync(("ann", Available));
        await host.Teams.AddTaskAsync(new("demo"), new NewTask("one"));
        await host.Teams.AddTaskAsync(new("demo"), new NewTask("two"));

        Assert.Equal(2, await host.Teams.CancelOpenTasksAsync(new("demo")));
        Assert.Equal(0, await host.Teams.CancelOpenTasksAsync(new("demo")));
        Assert.Equal(2, (await host.Teams.GetViewAsync(new("demo"))).Ended.Count);
    }

    [Fact]
    public async Task A_team_that_is_not_there_is_not_made_by_asking()
    {
        await using var host = await TestHost.StartAsync(_folder.Path);

        await Assert.ThrowsAsync<DispatchException>(() => host.Teams.GetViewAsync(new("other")));
        Assert.Equal([new("demo")], await host.Teams.ListAsync());
    }

    [Fact]
    public async Task A_wrong_setting_is_named_when_the_program_starts()
    {
        var error = await Assert.ThrowsAnyAsync<Exception>(
            () => TestHost.StartAsync(
                _folder.Path,
                o => o.Teams[new("demo")] = TestHost.Demo with { Workers = [TestHost.Demo.Workers[1] with { Contact = new("bob") }] }));

        Assert.Contains("demo.workers[0].contact", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static void AssertSame(TaskView? expected, TaskView? found) =>
        Assert.Equal(TeamPicture.Json(expected), TeamPicture.Json(found));

    private static void AssertGapless(Database database)
    {
        using var connection = database.OpenRead();
        var positions = connection.Query<long>("SELECT position FROM dispatch_event WHERE team = 'demo' ORDER BY position").AsList();
        Assert.Equal(Enumerable.Range(1, positions.Count).Select(p => (long)p), positions);
        Assert.Equal(positions[^1], connection.QuerySingle<long>("SELECT head FROM dispatch_team WHERE team = 'demo'"));
    }

    private sealed class Spoil : IWrite
    {
        public void Apply(IWriteTransaction db)
        {
            db.Execute("DELETE FROM dispatch_task");
            db.Execute("UPDATE dispatch_team SET projection = @p1", 0);
        }
    }
}
