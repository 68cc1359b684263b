using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Core.Time;
using static PresenceOfMind.Dispatch.Core.Configuration.OverflowAction;

namespace PresenceOfMind.Dispatch.Tests.Teams;

/// <summary>Which queue takes a task, and what happens where a queue can keep none.</summary>
internal sealed partial class SlowTeam
{
    /// <summary>The addresses that are to be told next, since a queue was full.</summary>
    private readonly Queue<(string Id, Uri Url)> _toTell = new();

    /// <summary>Offers that the command has just taken back; they held room when it was decided.</summary>
    private readonly List<(string Id, Ask Ask)> _justWithdrawn = [];

    /// <summary>A command that was refused because a queue is full.</summary>
    public void CheckFull(TeamCommand command)
    {
        var (need, queue) = command switch
        {
            AddTask c => (NeedOf(c), Chosen(c.Spec, c.Attributes)),
            TransferTask { Worker: null, Queue: { } to } c => (_jobs.Single(j => j.Id == c.Id.Value).Need with
            {
                AlsoQueues = [],
                Named = [],
            }, to),
            _ => throw new ArgumentOutOfRangeException(nameof(command), $"{command} can find no queue full."),
        };
        Assert.True(Entry(need with { Queue = queue }, mayRefuse: true).IsRefused, $"Refused as full, but queue {queue} is not.");
    }

    /// <summary>Nobody waits longer than may be, and nobody is left where nobody works.</summary>
    private void CheckOverflow(TimeSpan at)
    {
        Assert.Empty(_toTell);
        foreach (var job in _jobs.Where(j => j.State == JobState.Waiting))
        {
            var queue = _queues[job.Need.Queue];
            Assert.False(HasWaited(job, queue, at), $"Task {job.Id} has waited too long in {queue.Name}.");
            if (NobodyWorks(queue))
            {
                Assert.NotEqual(OverflowAction.Queue, queue.WhenNobodyWorks.Action);
                Assert.True(
                    queue.WhenNobodyWorks.Action != Webhook || job.ToldNobody,
                    $"Nobody works in {queue.Name}, and nobody is told of {job.Id}.");
            }
        }
    }

    private void CheckAdded(TaskAdded e)
    {
        if (e.StartsAt is null)
        {
            CheckEntry(
                e.Id.Value,
                e.Need,
                Chosen(e.Spec, e.Attributes),
                mayRefuse: true,
                e.Need with { Named = e.Spec.Named, Excluded = e.Spec.Excluded });
        }
        else
        {
            Assert.Equal(Chosen(e.Spec, e.Attributes), e.Need.Queue);
        }
    }

    private void CheckQueued(TaskQueued e, TeamTime now)
    {
        var at = now.Elapsed;
        var job = Find(e);
        var before = job.Need.Queue;
        var open = job.Offers.Count;
        job.Offers.AddRange(_justWithdrawn.Where(w => w.Id == e.Id.Value).Select(w => w.Ask));
        switch (e.Why)
        {
            case QueuedReason.Started when now.Wall >= job.StartsAt:
                CheckEntry(e.Id.Value, e.Need, before, mayRefuse: false, Named(e.Need, job.Need));
                break;
            case QueuedReason.Transferred when e.Spec is { Queue: { } to, Named.Count: > 0 }:
                Assert.Equal(to, e.Need.Queue);
                break;
            case QueuedReason.Transferred when e.Spec is { Queue: { } to }:
                CheckEntry(e.Id.Value, e.Need, to, mayRefuse: to != before, e.Need with { Named = [], Excluded = job.Need.Excluded });
                break;
            case QueuedReason.Rerouted:
                CheckEntry(e.Id.Value, e.Need, Chosen(job.Spec, job.Attributes), mayRefuse: false, Named(e.Need, job.Need));
                break;
            case QueuedReason.Overflowed:
                Assert.True(job.LeftFull.Add(before), $"Task {job.Id} circles: it leaves {before} once more.");
                var overflows = Overflows(job, at);
                CheckEntry(
                    e.Id.Value,
                    e.Need,
                    overflows,
                    mayRefuse: false,
                    Dropped(
                        Named(e.Need, job.Need with { AlsoQueues = [.. job.Need.AlsoQueues.Where(q => q != overflows)] }) with
                        {
                            Queue = overflows,
                        }));
                break;
            default:
                Assert.Equal(before, e.Need.Queue);
                break;
        }

        if (e.Why != QueuedReason.Overflowed)
        {
            job.LeftFull.Clear();
        }

        CheckCoolDown(e, now.Wall);
        job.Offers.RemoveRange(open, job.Offers.Count - open);
        _justWithdrawn.Clear();
    }

    private void CheckTold(WebhookDue e, TimeSpan at)
    {
        var job = Find(e);
        var queue = _queues[job.Need.Queue];
        switch (e.Why)
        {
            case WebhookReason.Full:
                Assert.Equal(_toTell.Dequeue(), (e.Id.Value, e.Url));
                break;
            case WebhookReason.Waited:
                Assert.True(HasWaited(job, queue, at));
                Assert.Equal((Webhook, e.Url), (queue.WhenWaitedTooLong.Action, queue.WhenWaitedTooLong.Url));
                job.ToldWaited = true;
                break;
            case WebhookReason.NobodyWorks:
                Assert.True(NobodyWorks(queue) && !job.ToldNobody);
                Assert.Equal((Webhook, e.Url), (queue.WhenNobodyWorks.Action, queue.WhenNobodyWorks.Url));
                job.ToldNobody = true;
                break;
        }
    }

    private void CheckExpired(TaskExpired e, TeamTime now)
    {
        var job = Find(e);
        Assert.True(job is { State: JobState.Waiting or JobState.Scheduled, Offers.Count: 0 });
        if (e.Why == ExpiredReason.Deadline)
        {
            Assert.True(job.Spec.Deadline <= now.Wall);
        }
        else
        {
            Assert.True(HasWaited(job, _queues[job.Need.Queue], now.Elapsed));
            Assert.Equal(Expire, _queues[job.Need.Queue].WhenWaitedTooLong.Action);
        }
    }

    /// <summary>What a task needed before it went from one full queue to another.</summary>
    private static EffectiveRequirements Named(EffectiveRequirements need, EffectiveRequirements asked) =>
        need with { Named = asked.Named, Excluded = asked.Excluded, AlsoQueues = [.. need.AlsoQueues.Union(asked.AlsoQueues)] };

    private void CheckEntry(string id, EffectiveRequirements need, QueueName queue, bool mayRefuse, EffectiveRequirements asked)
    {
        var entry = Entry(asked with { Queue = queue }, mayRefuse);
        Assert.Equal((false, entry.Need.Queue), (entry.IsRefused, need.Queue));
        Assert.Equal(entry.Need.Named, need.Named);
        Assert.Equal(entry.Need.Excluded, need.Excluded);
        if (entry.Told is { } url)
        {
            _toTell.Enqueue((id, url));
        }
    }

    /// <summary>Where a task goes that its queue cannot keep.</summary>
    private QueueName Overflows(Job job, TimeSpan at)
    {
        var queue = _queues[job.Need.Queue];
        if (queue.WhenNobodyWorks is { Action: OverflowAction.Queue, Queue: { } other } && NobodyWorks(queue))
        {
            return other;
        }

        Assert.True(
            HasWaited(job, queue, at) && queue.WhenWaitedTooLong.Action == OverflowAction.Queue,
            $"Task {job.Id} leaves queue {queue.Name} for no reason.");
        return queue.WhenWaitedTooLong.Queue!.Value;
    }

    /// <summary>Where a task goes that comes to a queue.</summary>
    private (EffectiveRequirements Need, Uri? Told, bool IsRefused) Entry(EffectiveRequirements need, bool mayRefuse)
    {
        if (!IsFull(need, need.Queue))
        {
            return (need, null, false);
        }

        return _queues[need.Queue].WhenFull switch
        {
            { Action: OverflowAction.Queue, Queue: { } other } => Entry(
                Dropped(need with { Queue = other, AlsoQueues = [.. need.AlsoQueues.Where(q => q != other)] }),
                mayRefuse),
            { Action: Webhook, Url: var url } => (need, url, false),
            _ => (need, null, mayRefuse),
        };
    }

    /// <summary>Names and exclusions that would leave nobody in a queue to which a task overflows are dropped.</summary>
    private EffectiveRequirements Dropped(EffectiveRequirements need)
    {
        var anybody = need with { Named = [], Excluded = [] };
        var there = _people.FindAll(p => !p.Leaving && HasWhatIsAsked(p, anybody)).ConvertAll(p => p.Contact);
        var named = need.Named.Intersect(there).Except(need.Excluded).Any() ? need.Named : [];
        return need with { Named = named, Excluded = there.Count > 0 && !there.Except(need.Excluded).Any() ? [] : need.Excluded };
    }

    /// <summary>Whether as many wait as may, and nobody could take the task at once.</summary>
    private bool IsFull(EffectiveRequirements need, QueueName queue)
    {
        var newcomer = new Job { Id = "", Number = 0, Spec = TaskSpec.Plain, Need = need with { Queue = queue } };
        return _queues[queue].MaxLength is { } most
            && _jobs.Count(j => j.State == JobState.Waiting && j.Need.Queue == queue) >= most
            && !_people.Exists(p => Rule(p, newcomer) == EligibilityRule.None);
    }

    private static bool HasWaited(Job job, QueueSettings queue, TimeSpan at) =>
        queue.MaxWaitSeconds is { } most && at >= job.Entered + TimeSpan.FromSeconds(most) && !job.ToldWaited;

    private bool NobodyWorks(QueueSettings queue) => !_people.Exists(p => Holds(queue.Workers, p) && IsWorking(p));

    /// <summary>The queue that a generated task asks for, or that the route of generated teams chooses.</summary>
    private static QueueName Chosen(TaskSpec spec, string? attributes) => spec.Queue ?? new(Kind(attributes) switch
    {
        "b" => "second",
        "c" => "third",
        _ => "first",
    });

    private static EffectiveRequirements NeedOf(AddTask c) => new()
    {
        Queue = Chosen(c.Spec, c.Attributes),
        Channel = c.Spec.Channel,
        Units = c.Spec.Units,
        Skills = c.Spec.Queue is null && Kind(c.Attributes) == "c"
            ? [.. c.Spec.Skills, new() { Name = "repair", Level = 50 }]
            : c.Spec.Skills,
        Labels = c.Spec.Labels,
        Named = c.Spec.Named,
        Excluded = c.Spec.Excluded,
    };

    private static string? Kind(string? attributes) =>
        attributes is null ? null : (string?)System.Text.Json.Nodes.JsonNode.Parse(attributes)!["kind"];
}
