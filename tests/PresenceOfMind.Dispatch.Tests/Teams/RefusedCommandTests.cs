using System.Text;
using CsCheck;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Storage.Events;
using PresenceOfMind.Dispatch.Storage.Snapshots;

namespace PresenceOfMind.Dispatch.Tests.Teams;

/// <summary>Deciding changes nothing: a command that is refused leaves no trace, not in an index or a cache either.</summary>
[Trait("Takes", "long")]
public sealed class RefusedCommandTests
{
    [Fact]
    public void A_refused_command_of_any_kind_leaves_the_state_as_it_was_and_as_the_replay_gives_it()
    {
        Gen.Select(GeneratedTeams.Team, GeneratedCommands.History).Sample(
            (settings, steps) =>
            {
                var team = new TeamHarness(settings);
                var before = "";
                team.Deciding = () =>
                {
                    // What falls due first is no part of the command.
                    team.Log.AddRange(team.Machine.Handle(new AdvanceTime(), team.Time).Entries);
                    before = Picture(team.State);
                };
                team.Decided = (_, outcome) =>
                {
                    if (outcome.Refusal is not null)
                    {
                        Assert.Empty(outcome.Entries);
                        Assert.Equal(before, Picture(team.State));
                    }
                };
                foreach (var step in steps)
                {
                    step(team);
                }

                var replayed = TeamSnapshot.Empty();
                team.Log.ForEach(
                    entry => Team.Apply(
                        replayed,
                        entry with { Event = EventJson.Read(EventNames.GetName(entry.Event), EventJson.Write(entry.Event)) }));
                Assert.Equal(TeamPicture.Describe(team.State), TeamPicture.Describe(replayed));
                Assert.Equal(Kept(team.State), Kept(replayed));
            },
            iter: 10,
            threads: 1);
    }

    [Fact]
    public void Thirty_thousand_refused_tasks_leave_nothing_behind()
    {
        var team = TeamHarness.ForQueue(new() { Name = new("full"), MaxLength = 1, WhenFull = new() { Action = OverflowAction.Refuse } }, "ann");
        team.Add("waits", "waits");
        Refuse(0);
        var before = Picture(team.State);
        for (var i = 1; i <= 30_000; i++)
        {
            Refuse(i);
        }

        Assert.Equal(before, Picture(team.State));

        void Refuse(int i) => team.Refused(
            new AddTask(TaskId.FromNullable(i % 2 == 0 ? $"own-{i}" : null), "more", null)
            {
                Key = $"key-{i}",
                Spec = new TaskSpec
                {
                    Queue = new("full"),
                    Channel = new($"channel-{i}"),
                    Units = 1 + (i % 50),
                    Skills = [new() { Name = $"skill-{i}" }],
                    Excluded = [TeamHarness.Contact($"x{i}")],
                },
            },
            "queue-full");
    }

    private static string Picture(TeamState state) => Kept(state) + DeepPicture.Describe(state);

    private static string Kept(TeamState state) => Encoding.UTF8.GetString(TeamSnapshot.Write(state));
}
