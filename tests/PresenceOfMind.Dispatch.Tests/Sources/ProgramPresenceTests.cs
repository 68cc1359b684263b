using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Rules.Explanations;
using PresenceOfMind.Dispatch.Tests.Teams;
using PresenceOfMind.Protocol;
using static PresenceOfMind.Protocol.PresenceState;

namespace PresenceOfMind.Dispatch.Tests.Sources;

/// <summary>Presence from programs: what counts, how long, and together with what.</summary>
public sealed class ProgramPresenceTests
{
    [Fact]
    public void A_program_vouches_for_a_worker_until_the_expiry_without_any_watcher()
    {
        var team = new TeamHarness("ann");
        team.Vouch("ann", Available, 600);
        team.Add("one", "1");
        Assert.Equal("ann", team.WorkerOf("1"));
        team.Done(new CompleteTask(new("1")));
        team.Let(600);

        Assert.Equal(new("program"), Assert.Single(team.Events<ProgramPresenceExpired>()).Source);
        team.Add("two", "2");
        Assert.Null(team.WorkerOf("2"));
        Assert.StartsWith(
            "The presence is not confirmed: what program program said expired at 08:10:01 UTC;",
            Why(team, "ann"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_load_and_a_standstill_leave_confirmed_what_a_program_vouches_for()
    {
        var team = new TeamHarness("ann", "bob");
        team.Here("bob");
        team.Vouch("ann", Available, 7200);
        team.Done(new LoadTeam());
        team.Add("one", "1");
        Assert.Equal("ann", team.WorkerOf("1"));
        team.Done(new CompleteTask(new("1")));
        team.Pass(3600);
        team.Done(new ReportStandstill());
        team.Add("two", "2");
        Assert.Equal("ann", team.WorkerOf("2"));
    }

    [Fact]
    public void What_expired_while_the_process_was_down_gives_nobody_work()
    {
        var team = new TeamHarness("ann");
        team.Vouch("ann", Away, 60);
        team.Add("one", "1");
        team.Vouch("ann", Busy, 100, "calendar");
        team.Pass(3600);
        team.Done(new LoadTeam());

        Assert.Equal(2, team.Events<ProgramPresenceExpired>().Count());
        Assert.Null(team.WorkerOf("1"));
        Assert.False(team.State.Roster.IsConfirmed(team.Person("ann")));
    }

    [Fact]
    public void An_offer_that_ended_while_the_process_was_down_counts_for_nobody_as_unanswered()
    {
        var team = new TeamHarness(new TeamSettings
        {
            Workers = TeamHarness.Workers("ann"),
            Queues = [TeamHarness.Offering()],
            Rules = new TeamRules { PauseAfterTimeouts = 1 },
        });
        team.Vouch("ann", Available, 7200);
        team.Add("one", "1");
        Assert.Equal(["ann"], team.Asked("1"));
        team.Pass(600);
        team.Done(new LoadTeam());

        Assert.True(Assert.Single(team.Events<OfferEnded>()).Unconfirmed);
        Assert.False(team.Person("ann").IsPaused);
        Assert.Equal(["ann"], team.Asked("1"));
    }

    [Fact]
    public void A_source_that_is_lost_unconfirms_only_those_who_depend_on_it_alone()
    {
        var team = new TeamHarness("ann", "bob");
        team.Here("ann", "bob");
        team.Vouch("bob", Available, 600);
        team.Lose();
        team.Add("one", "1");
        team.Add("two", "2");

        Assert.Equal("bob", team.WorkerOf("1"));
        Assert.Null(team.WorkerOf("2"));
        Assert.Equal("The presence is not confirmed: the source of presence was lost (log-in failed).", Why(team, "ann"));
    }

    [Fact]
    public void While_the_watcher_is_lost_its_word_does_not_count_and_afterwards_it_does_again()
    {
        var team = new TeamHarness("ann");
        team.Fetch(("ann", Busy));
        team.Vouch("ann", Available, 600);
        Assert.Equal(Busy, team.Person("ann").State);
        team.Lose();
        Assert.Equal(Available, team.Person("ann").State);
        team.Fetch(("ann", Dnd));
        Assert.Equal(Dnd, team.Person("ann").State);
        team.Let(600);
        Assert.Equal(Dnd, team.Person("ann").State);
        Assert.True(team.State.Roster.IsConfirmed(team.Person("ann")));
    }

    [Fact]
    public void After_the_expiry_a_worker_is_what_the_watcher_says()
    {
        var team = new TeamHarness("ann");
        team.Here("ann");
        team.Vouch("ann", Busy, 60);
        team.Change("ann", Away);
        Assert.Equal(Busy, team.Person("ann").State);
        team.Let(60);
        Assert.Equal(Away, team.Person("ann").State);
        team.Here("ann");
        Assert.Equal(Available, team.Person("ann").State);
    }

    [Fact]
    public void A_report_that_is_older_by_its_number_is_dropped()
    {
        var team = new TeamHarness("ann");
        team.Vouch("ann", Busy, 600, sequence: 5);
        Assert.Empty(team.Vouch("ann", Available, 600, sequence: 5).Entries);
        Assert.Empty(team.Vouch("ann", Available, 600, sequence: 4).Entries);
        Assert.Empty(team.Done(new ClearProgramPresence(TeamHarness.Contact("ann"), SourceName.Program, 5)).Entries);
        team.Vouch("ann", Away, 600, "calendar", sequence: 1);
        Assert.Equal(Busy, team.Person("ann").State);
        team.Vouch("ann", Available, 600, sequence: 6);
        Assert.Equal(Available, team.Person("ann").State);
        Assert.Single(team.Done(new ClearProgramPresence(TeamHarness.Contact("ann"), SourceName.Program, 7)).Entries);
        Assert.Equal(Away, team.Person("ann").State);

        // Once its word has ended, a program may number anew.
        team.Vouch("ann", Dnd, 600, sequence: 1);
        Assert.Equal(Dnd, team.Person("ann").State);
    }

    [Fact]
    public void A_relative_expiry_runs_by_elapsed_time_and_a_moment_by_the_wall_clock()
    {
        var team = new TeamHarness("ann", "bob");
        team.Vouch("ann", Available, 600);
        team.Done(new SetProgramPresence([new(TeamHarness.Contact("bob")) { State = Available, ExpiresAt = team.Now.AddSeconds(600) }]));
        team.Step(TimeSpan.FromHours(1));
        team.Done(new AdvanceTime());

        Assert.Equal(TeamHarness.Contact("bob"), Assert.Single(team.Events<ProgramPresenceExpired>()).Contact);
        team.Done(new ReportStandstill());
        Assert.Equal(team.Now.AddSeconds(600), Assert.Single(team.Person("ann").Programs).Until);
        team.Let(599);
        Assert.True(team.State.Roster.IsConfirmed(team.Person("ann")));
        team.Let(1);
        Assert.False(team.State.Roster.IsConfirmed(team.Person("ann")));
    }

    [Fact]
    public void Many_reports_are_one_command_and_strangers_are_passed_over()
    {
        var team = new TeamHarness("ann", "bob");
        var reports = ((string[])["ann", "nobody", "bob"]).Select(
            n => new ProgramReport(TeamHarness.Contact(n)) { State = Away, ExpiresInSeconds = 60 }).ToList();
        Assert.Equal(2, team.Done(new SetProgramPresence(reports)).Entries.Count);
        var wrong = new SetProgramPresence([.. reports, reports[0] with { ExpiresInSeconds = null }]);
        Assert.Equal("items[3].expiresInSeconds", team.Refused(wrong, "invalid-field").Field);
        Assert.Equal([Away, Away], team.State.Roster.All.Select(w => w.State));
    }

    [Theory]
    [InlineData(null, null, null, "state")]
    [InlineData("UNKNOWN", null, null, "state")]
    [InlineData("BUSY", "on the phone", null, "activities")]
    [InlineData("BUSY", "clear", null, "activities")]
    [InlineData("BUSY", null, "two\nlines", "note")]
    public void What_no_program_can_say_is_refused(string? state, string? activity, string? note, string field)
    {
        var team = new TeamHarness("ann");
        _ = PresenceStates.TryParse(state, out var said);
        var report = new ProgramReport(TeamHarness.Contact("ann"))
        {
            State = state is null ? null : said,
            Activities = activity is null ? [] : [activity],
            Note = note,
            ExpiresInSeconds = 60,
        };
        Assert.Equal(field, team.Refused(new SetProgramPresence([report]), "invalid-field").Field);
    }

    [Fact]
    public void The_expiry_is_mandatory_lies_ahead_and_is_said_in_one_way()
    {
        var team = new TeamHarness("ann");
        var report = new ProgramReport(TeamHarness.Contact("ann")) { State = Busy };
        foreach (var wrong in (ProgramReport[])
            [
                report,
                report with { ExpiresInSeconds = 0 },
                report with { ExpiresInSeconds = 40 * 86_400 },
                report with { ExpiresAt = team.Now },
                report with { ExpiresAt = team.Now.AddDays(40) },
                report with { ExpiresAt = team.Now.AddSeconds(60), ExpiresInSeconds = 60 },
            ])
        {
            Assert.StartsWith("expires", team.Refused(new SetProgramPresence([wrong]), "invalid-field").Field, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_watchers_name_is_none_for_a_program_and_only_so_many_programs_report_for_one_worker()
    {
        var team = new TeamHarness("ann");
        var report = new ProgramReport(TeamHarness.Contact("ann")) { State = Busy, ExpiresInSeconds = 60 };
        Assert.Equal("source", team.Refused(new SetProgramPresence([report with { Source = SourceName.Watcher }]), "invalid-field").Field);
        team.Done(new SetProgramPresence([.. Enumerable.Range(0, 20).Select(n => report with { Source = new($"p{n}") })]));
        team.Refused(new SetProgramPresence([report]), "too-many-sources");
        team.Done(new SetProgramPresence([report with { Source = new("p7") }]));
    }

    [Fact]
    public void Activities_say_the_state_and_a_call_is_busy_whatever_state_is_said()
    {
        var team = new TeamHarness("ann");
        var report = new ProgramReport(TeamHarness.Contact("ann")) { ExpiresInSeconds = 60 };
        team.Done(new SetProgramPresence([report with { Activities = ["lunch", "away"] }]));
        Assert.Equal(Away, team.Person("ann").State);
        team.Done(new SetProgramPresence([report with { State = Available, Activities = ["On-The-Phone"] }]));
        Assert.Equal(Busy, team.Person("ann").State);
    }

    [Fact]
    public void A_word_that_goes_with_its_worker_never_falls_due()
    {
        var team = new TeamHarness("ann", "bob");
        team.Vouch("bob", Busy, 60);
        team.Done(new RemoveWorker(TeamHarness.Contact("bob")));
        team.Let(120);
        Assert.Empty(team.Events<ProgramPresenceExpired>());
        team.Configure(new TeamSettings { Workers = TeamHarness.Workers("ann", "bob") });
        Assert.Equal(Unknown, team.Person("bob").State);
    }

    [Fact]
    public void Where_nobody_covers_a_worker_an_open_offer_stays()
    {
        var team = TeamHarness.ForQueue(TeamHarness.Offering(300), "ann");
        team.Vouch("ann", Available, 60);
        team.Add("one", "1");
        team.Let(60);
        Assert.Equal(["ann"], team.Asked("1"));
        team.Accept("1", "ann");
        Assert.Equal(TaskState.Assigned, team.Task("1").State);
    }

    [Fact]
    public void An_explanation_says_what_each_source_says_and_which_one_decides()
    {
        var team = new TeamHarness("ann");
        team.Here("ann");
        team.Vouch("ann", Busy, 59, "calendar");
        team.Vouch("ann", Away, 60);
        Assert.Equal(
            [
                "calendar BUSY Counts until 2026-01-05 08:01:00 UTC, and decides.",
                "program AWAY Counts until 2026-01-05 08:01:01 UTC.",
                "pws AVAILABLE Counts.",
            ],
            Sources());
        team.Lose();
        Assert.Equal("pws AVAILABLE Does not count: the source of presence was lost (log-in failed).", Sources()[^1]);

        List<string> Sources() =>
            [.. ExplanationBuilder.ExplainWorker(team.State, team.Person("ann")).Sources.Select(
                s => $"{s.Source} {s.State.ToWire()} {s.Because}")];
    }

    private static string Why(TeamHarness team, string name) => ExplanationBuilder.ExplainWorker(team.State, team.Person(name)).Summary;
}
