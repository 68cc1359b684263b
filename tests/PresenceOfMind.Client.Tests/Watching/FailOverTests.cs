using PresenceOfMind.Client.Watching;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Client.Tests.Watching;

/// <summary>From home to the backup, and home again.</summary>
public sealed class FailOverTests
{
    private const string Ada = "ada@example.com";

    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(5);

    private readonly ModelWorld _world = new(ModelWorld.OptionsFor(Ada), 1) { NamesBackup = true };

    public FailOverTests() => _world.RunFor(Moment);

    [Fact]
    public void After_ten_seconds_without_an_answer_everything_is_made_anew_at_the_backup()
    {
        _world.Server.IsDown = true;
        _world.Server.Set(Ada, PresenceState.Busy);
        _world.Give(new FetchRequested());
        _world.RunFor(TimeSpan.FromSeconds(9));
        Assert.False(_world.Machine.HealthAt(_world.Now).IsAway);
        _world.RunFor(TimeSpan.FromSeconds(20));
        Assert.True(_world.Machine.HealthAt(_world.Now) is { IsAway: true, State: WatcherState.Live });
        Assert.Single(_world.Backup.Subscriptions);
        Assert.Equal(PresenceState.Busy, _world.Known[Ada]);
    }

    [Fact]
    public void Home_is_tried_once_a_minute_and_not_more_often()
    {
        _world.Server.IsDown = true;
        _world.Give(new FetchRequested());
        _world.RunFor(TimeSpan.FromSeconds(30));
        var before = Logins();
        _world.RunFor(TimeSpan.FromMinutes(30));
        Assert.InRange(Logins() - before, 20, 30);
        Assert.True(_world.Machine.HealthAt(_world.Now) is { IsAway: true, State: WatcherState.Live });
    }

    [Fact]
    public void Watchers_that_left_together_do_not_come_back_together()
    {
        var probes = Enumerable.Range(1, 20).Select(seed =>
        {
            var failOver = new FailOver(Moment, TimeSpan.FromMinutes(1), new Random(seed)) { HasBackup = true };
            failOver.Turn(_world.Now);
            failOver.Wait(_world.Now);
            return failOver.ProbeAt!.Value - _world.Now;
        }).ToList();
        Assert.True(probes.Distinct().Count() > 10);
        Assert.All(probes, p => Assert.InRange(p, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1.25)));
    }

    [Fact]
    public void When_home_answers_it_goes_home_and_leaves_nothing_behind_at_either()
    {
        _world.Server.IsDown = true;
        _world.Give(new FetchRequested());
        _world.RunFor(TimeSpan.FromSeconds(40));
        _world.Server.IsDown = false;
        _world.RunFor(TimeSpan.FromMinutes(2));
        Assert.True(_world.Machine.HealthAt(_world.Now) is { IsAway: false, State: WatcherState.Live });
        Assert.Empty(_world.Backup.Endpoints);
        Assert.Empty(_world.Backup.Subscriptions);
        Assert.Single(_world.Server.Endpoints);
        Assert.Single(_world.Server.Subscriptions);
        Assert.Single(_world.Events.OfType<SourceLost>());
    }

    [Theory]
    [InlineData(50, true)]
    [InlineData(70, false)]
    public void What_it_left_at_home_is_ended_only_as_long_as_its_id_cannot_be_somebody_elses(int minutesAway, bool ended)
    {
        _world.Server.IsDown = true;
        _world.Give(new FetchRequested());
        _world.RunFor(TimeSpan.FromMinutes(minutesAway));
        _world.Server.IsDown = false;
        _world.RunFor(TimeSpan.FromMinutes(2));
        Assert.False(_world.Machine.HealthAt(_world.Now).IsAway);
        Assert.Equal(ended, _world.Operations.Exists(o => o.Operation is Discard && _world.IsAtHome(o.Operation)));
    }

    [Fact]
    public void A_home_that_fails_again_and_again_is_gone_to_less_and_less_often()
    {
        _world.Server.OnlyLogsIn = true;
        _world.Give(new FetchRequested());
        _world.RunFor(TimeSpan.FromHours(4));
        var homecomings = _world.Operations
            .Select(o => o.Operation)
            .OfType<RegisterEndpoint>()
            .Where(_world.IsAtHome)
            .Select(r => r.Session)
            .Distinct();
        Assert.InRange(homecomings.Count(), 2, 40);
        Assert.Equal(PresenceState.Unavailable, _world.Known[Ada]);
    }

    [Fact]
    public void A_busy_home_is_not_left()
    {
        for (var i = 0; i < 100; i++)
        {
            _world.Faults.Enqueue(Fault.Overload);
        }

        _world.Give(new FetchRequested());
        _world.RunFor(TimeSpan.FromMinutes(5));
        Assert.False(_world.Machine.HealthAt(_world.Now).IsAway);
        Assert.Empty(_world.Backup.Endpoints);
    }

    [Fact]
    public void A_home_that_gives_presence_and_takes_no_contacts_is_not_left()
    {
        for (var i = 0; i < 8; i++)
        {
            _world.Faults.Enqueue(Fault.ServerError);
        }

        _world.Server.People["bob@example.com"] = PresenceState.Busy;
        _world.Watch("bob@example.com", watched: true);
        _world.RunFor(TimeSpan.FromMinutes(1));
        Assert.False(_world.Machine.HealthAt(_world.Now).IsAway);
        Assert.Empty(_world.Backup.Endpoints);
    }

    [Fact]
    public void Without_a_backup_it_stays_at_home()
    {
        var world = new ModelWorld(ModelWorld.OptionsFor(Ada), 1);
        world.RunFor(Moment);
        world.Server.IsDown = true;
        world.RunFor(TimeSpan.FromHours(1));
        Assert.DoesNotContain(world.Operations, o => o.Operation is LogIn { At: Node.Backup });
        Assert.Equal(WatcherState.Lost, world.Machine.HealthAt(world.Now).State);
    }

    [Fact]
    public void Where_both_fail_both_are_tried_with_patience()
    {
        _world.Server.IsDown = _world.Backup.IsDown = true;
        _world.Give(new FetchRequested());
        _world.RunFor(TimeSpan.FromHours(1));
        var logins = _world.Operations.Select(o => o.Operation).OfType<LogIn>().ToList();
        Assert.InRange(logins.Count, 60, 200);
        Assert.InRange(logins.Count(l => l.At == Node.Backup), logins.Count / 3, logins.Count * 2 / 3);
    }

    private int Logins() => _world.Operations.Count(o => o.Operation is LogIn { At: Node.Home });
}
