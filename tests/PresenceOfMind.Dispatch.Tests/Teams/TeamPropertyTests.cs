using CsCheck;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Storage.Events;
using PresenceOfMind.Dispatch.Storage.Snapshots;

namespace PresenceOfMind.Dispatch.Tests.Teams;

/// <summary>The rules that always hold, by generated commands, presence, configurations and time.</summary>
[Trait("Takes", "long")]
public sealed class TeamPropertyTests
{
    /// <summary>
    /// No task lost or with two people, nobody beyond capacity or given work while not able, first come first served as the rules
    /// say, an offer ends once, every task is given at once, and each decision is that of the slow, obvious team.
    /// </summary>
    [Fact]
    public void Every_decision_is_that_of_the_slow_team_and_after_every_step_the_rules_hold()
    {
        Gen.Select(GeneratedTeams.Team, GeneratedTeams.History).Sample(
            (settings, steps) =>
            {
                var team = new TeamHarness(settings);
                var slow = new SlowTeam();
                team.Log.ForEach(slow.Learn);
                team.Decided = (command, outcome) =>
                {
                    foreach (var entry in outcome.Entries)
                    {
                        slow.CheckThenLearn(entry);
                    }

                    if (outcome.Refusal?.Code == "queue-full")
                    {
                        slow.CheckFull(command);
                    }

                    if (outcome.Entries.Count > 0)
                    {
                        slow.CheckRest(team.State.Time);
                        slow.CheckAgeing(team.State.Time.Elapsed);
                    }
                };
                Run(team, steps);
                CheckLog(team);
            },
            iter: 1500,
            threads: 1);
    }

    [Fact]
    public void Replay_after_any_prefix_gives_the_same_state_and_the_same_future()
    {
        Gen.Select(GeneratedTeams.Team, GeneratedTeams.History, Gen.Int[0, 1000]).Sample(
            (settings, steps, cut) =>
            {
                var team = new TeamHarness(settings);
                var half = steps.Length / 2;
                Run(team, steps[..half]);
                var other = Replayed(team.Log.Take(cut % (team.Log.Count + 1)));
                Replay(other, team.Log.Skip((int)other.Position));
                Assert.Equal(TeamPicture.Describe(team.State), TeamPicture.Describe(other));

                // The replayed one carries on as if it had been there all the time.
                var twin = new TeamHarness(other, team);
                Run(team, steps[half..]);
                Run(twin, steps[half..]);
                Assert.Equal(team.Log.Select(EntryText), twin.Log.Select(EntryText));
                Assert.Equal(TeamPicture.Describe(team.State), TeamPicture.Describe(other));
            },
            iter: 300,
            threads: 1);
    }

    [Fact]
    public void Equal_commands_with_the_same_id_act_once()
    {
        Gen.Select(GeneratedTeams.Team, GeneratedTeams.History, Gen.Int[1, 6], GeneratedTeams.History).Sample(
            (settings, before, n, between) =>
            {
                var team = new TeamHarness(settings);
                Run(team, before);
                var command = new AddTask(new($"mine-{n}"), "once", null) { Key = $"mine-{n}" };
                var first = team.Do(command).Picture();
                Run(team, between);
                var again = team.Do(command with { Key = n % 2 == 0 ? null : command.Key });

                Assert.DoesNotContain(again.Entries, e => e.Event is TaskAdded);
                Assert.Equal(TeamPicture.Describe(first), TeamPicture.Describe(again.Picture()));
                Assert.Single(team.Log, e => e.Event is TaskAdded added && added.Id == command.Id);
            },
            iter: 200,
            threads: 1);
    }

    [Fact]
    public void Time_alone_brings_every_history_to_rest()
    {
        Gen.Select(GeneratedTeams.Team, GeneratedTeams.History).Sample(
            (settings, steps) =>
            {
                var team = new TeamHarness(settings);
                Run(team, steps);
                team.Let(600);

                Assert.True(team.State.Dues.Wait(team.Time) > TimeSpan.Zero);
                Assert.DoesNotContain(team.State.Tasks.Open, t => t.WantsSomebody && team.State.Index.Count(t, 0).Order > 0);
            },
            iter: 300,
            threads: 1);
    }

    private static void CheckLog(TeamHarness team)
    {
        Assert.Equal(Enumerable.Range(1, team.Log.Count).Select(p => (long)p), team.Log.Select(e => e.Position));
        Assert.Equal(team.Log.Select(e => e.Time.Elapsed), team.Log.Select(e => e.Time.Elapsed).Order());
        foreach (var entry in team.Log)
        {
            Assert.Equal(
                EntryText(entry),
                EntryText(entry with { Event = EventJson.Read(EventNames.GetName(entry.Event), EventJson.Write(entry.Event)) }));
        }
    }

    private static string EntryText(LogEntry entry) => $"{entry.Position} {entry.Time.Elapsed} {entry.At:O} {EventJson.Write(entry.Event)}";

    private static TeamState Replayed(IEnumerable<LogEntry> log)
    {
        var state = TeamSnapshot.Empty();
        Replay(state, log);
        return state;
    }

    private static void Replay(TeamState state, IEnumerable<LogEntry> log)
    {
        foreach (var entry in log)
        {
            Team.Apply(state, entry with { Event = EventJson.Read(EventNames.GetName(entry.Event), EventJson.Write(entry.Event)) });
        }
    }

    private static void Run(TeamHarness team, IEnumerable<Action<TeamHarness>> steps)
    {
        foreach (var step in steps)
        {
            step(team);
        }
    }
}
