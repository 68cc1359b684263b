using CsCheck;
using PresenceOfMind.Dispatch.Events;
using PresenceOfMind.Dispatch.Tasks;
using PresenceOfMind.Dispatch.Teams;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Tests.Teams;

/// <summary>The rules that always hold, by generated commands, presence, configurations and time.</summary>
public sealed class TeamPropertyTests
{
    private static readonly string[] People = ["ann", "bob", "cid", "dan", "eve"];

    private static readonly Gen<string> Person = Gen.Int[0, People.Length - 1].Select(i => People[i]);

    private static readonly Gen<string> TaskId = Gen.Int[1, 8].Select(i => $"task-{i}");

    private static readonly Gen<PresenceState> Presence = Gen.Frequency((3, Gen.Const(PresenceState.Available)), (2, Gen.Enum<PresenceState>()));

    private static readonly Gen<(string, PresenceState)[]> Told = Gen.Select(Person, Presence).Array[0, 6];

    private static readonly Gen<Action<TeamBench>> Step = Gen.Frequency(
        (6, Gen.Int[1, 30].Select(n => Act(t => t.Add($"number {n}")))),
        (4, Gen.Select(TaskId, Gen.Int[1, 2], Gen.Int[0, 3], (id, n, k) => Act(t => t.Do(new AddTask(id, $"number {n}", null) { Key = k == 0 ? null : $"k{k}" })))),
        (6, Gen.Int[0, 20].Select(n => Act(t => CompleteSome(t, n)))),
        (2, TaskId.Select(id => Act(t => t.Do(new CompleteTask(id))))),
        (2, TaskId.Select(id => Act(t => t.Do(new CancelTask(id))))),
        (7, Told.Select(told => Act(t => t.Fetch(told)))),
        (4, Gen.Select(Person, Presence, (p, s) => Act(t => t.Change(p, s)))),
        (1, Gen.Select(Person, Gen.Long[0, 20]).Select((p, n) => Act(t => t.Do(new ReportPresence(t.Epoch, n, t.Now, TeamBench.Told([(p, PresenceState.Available)])))))),
        (1, Gen.Const(Act(t => t.Lose()))),
        (1, Gen.Const(Act(t => t.Do(new LoadTeam())))),
        (1, Gen.Const(Act(t => t.Do(new OpenSource())))),
        (1, Gen.Const(Act(t => t.Do(new CancelOpenTasks())))),
        (2, Gen.Select(Gen.Int[0, 9999].Select(Shuffled), Gen.Int[0, 5], Gen.Int[0, 2], (p, n, s) => Act(t => t.Configure(TimeSpan.FromSeconds(s * 5), p[..n])))),
        (5, Gen.Int[-5, 20].Select(s => Act(t =>
        {
            t.Pass(s);
            t.Do(new LetTimePass());
        }))));

    private static readonly Gen<Action<TeamBench>[]> History = Step.Array[1, 80];

    [Fact]
    public void After_every_step_the_rules_hold()
    {
        History.Sample(
            steps =>
            {
                var team = new TeamBench(People);
                var slow = new SlowTeam();
                foreach (var entry in team.Log)
                {
                    slow.Learn(entry);
                }

                foreach (var step in steps)
                {
                    var from = team.Log.Count;
                    step(team);
                    foreach (var entry in team.Log.Skip(from))
                    {
                        slow.CheckThenLearn(entry);
                    }

                    slow.CheckNothingIsLeftToGive();
                    CheckIndexes(team.State, slow);
                }
            },
            iter: 3000,
            threads: 1);
    }

    [Fact]
    public void Replay_after_any_prefix_gives_the_same_state()
    {
        Gen.Select(History, Gen.Int[0, 1000]).Sample(
            (steps, cut) =>
            {
                var team = new TeamBench(People);
                var pictures = new List<string> { Picture(team.State) };
                var ends = new List<int> { team.Log.Count };
                foreach (var step in steps)
                {
                    step(team);
                    pictures.Add(Picture(team.State));
                    ends.Add(team.Log.Count);
                }

                var at = cut % ends.Count;
                var replayed = new TeamState();
                foreach (var entry in team.Log.Take(ends[at]))
                {
                    Team.Apply(replayed, entry with { Event = EventJson.Read(EventJson.Write(entry.Event)) });
                }

                Assert.Equal(pictures[at], Picture(replayed));
                Assert.Equal(Enumerable.Range(1, team.Log.Count).Select(p => (long)p), team.Log.Select(e => e.Position));
                Assert.Equal(team.Log.Select(e => e.At), team.Log.Select(e => e.At).Order());
            },
            iter: 1000,
            threads: 1);
    }

    [Fact]
    public void Equal_commands_with_the_same_id_act_once()
    {
        Gen.Select(History, Gen.Int[1, 6], History).Sample(
            (before, n, between) =>
            {
                var team = new TeamBench(People);
                Run(team, before);
                var command = new AddTask($"mine-{n}", "once", null) { Key = $"mine-{n}" };
                var first = team.Do(command);
                Run(team, between);
                var again = team.Do(command with { Key = n % 2 == 0 ? null : command.Key });

                Assert.Empty(again.Entries);
                Assert.Equal(first.Task, again.Task);
                Assert.Single(team.Log, e => e.Event is TaskAdded added && added.Id == command.Id);
            },
            iter: 500,
            threads: 1);
    }

    private static string[] Shuffled(int seed)
    {
        var people = People.ToArray();
        new Random(seed).Shuffle(people);
        return people;
    }

    private static Action<TeamBench> Act(Action<TeamBench> step) => step;

    private static void Run(TeamBench team, IEnumerable<Action<TeamBench>> steps)
    {
        foreach (var step in steps)
        {
            step(team);
        }
    }

    private static void CompleteSome(TeamBench team, int number)
    {
        var assigned = team.State.Tasks.Open.Where(t => t.State == TaskState.Assigned).ToList();
        if (assigned.Count > 0)
        {
            team.Do(new CompleteTask(assigned[number % assigned.Count].Id));
        }
    }

    private static void CheckIndexes(TeamState state, SlowTeam slow)
    {
        Assert.Equal(slow.AbleInOrder(), state.Roster.Able.Select(w => w.Contact));
        Assert.Equal(slow.WaitingInOrder(), state.Tasks.Waiting.Select(t => t.Id));
        Assert.Equal(slow.Refused(winners: 0), state.Roster.Refused(winners: 0));
    }

    private static string Picture(TeamState state) => string.Join('\n',
    [
        $"{state.Position} {state.At:O} v{state.ConfigurationVersion} {state.Strategy.Name} {state.Settle} {state.SourceEpoch}:{state.SourceSequence} {state.Roster.Confirmation} {state.UnconfirmedSince:O} {state.UnconfirmedBecause} {state.NextDue:O}",
        .. state.Roster.All.Select(w => $"{w.Contact} {w.Name} {w.Order} {w.IdleSince:O} {w.State} {w.StateSince:O} {w.ConfirmedIn} {w.SettlesAt:O} {w.Draining} {w.TaskId} {w.Refusal}"),
        .. state.Roster.Able.Select(w => w.Contact),
        $"{state.Roster.Refused(0)}",
        .. state.Tasks.All.OrderBy(t => t.AddedBy).Select(t => t.ToString()),
        .. state.Tasks.Waiting.Select(t => t.Id),
        .. state.Tasks.Open.Select(t => t.Id),
        .. state.Tasks.All.OrderBy(t => t.AddedBy).Select(t => $"{state.Answers.Find(AnswerBook.OfTask(t.Id))}"),
        .. Enumerable.Range(0, 5).Select(k => $"{state.Answers.Find(AnswerBook.OfCommand($"k{k}"))}"),
    ]);
}
