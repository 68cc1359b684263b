using PresenceOfMind.Dispatch.Availability;
using PresenceOfMind.Dispatch.Events;
using PresenceOfMind.Dispatch.Queues;
using PresenceOfMind.Dispatch.Tasks;
using PresenceOfMind.Dispatch.Teams;
using static PresenceOfMind.Dispatch.Queues.OverflowAction;

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
            TransferTask { Worker: null, Queue: { } to } c => (_jobs.Single(j => j.Id == c.Id).Need with { AlsoQueues = [], Named = [] }, to),
            _ => throw new ArgumentOutOfRangeException(nameof(command), $"{command} can find no queue full."),
        };
        Assert.True(Entry(need, queue, mayRefuse: true).IsRefused, $"Refused as full, but queue {queue} is not.");
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
                Assert.True(queue.WhenNobodyWorks.Action != Webhook || job.ToldNobody, $"Nobody works in {queue.Name}, and nobody is told of {job.Id}.");
            }
        }
    }

    private void CheckAdded(TaskAdded e)
    {
        if (e.StartsAt is null)
        {
            CheckEntry(e.Id, e.Need, Chosen(e.Spec, e.Attributes), mayRefuse: true);
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
        job.Offers.AddRange(_justWithdrawn.Where(w => w.Id == e.Id).Select(w => w.Ask));
        switch (e.Why)
        {
            case QueuedBecause.Started when now.Wall >= job.StartsAt:
                CheckEntry(e.Id, e.Need, before, mayRefuse: false);
                break;
            case QueuedBecause.Transferred when e.Spec is { Queue: { } to, Named: var named }:
                CheckEntry(e.Id, e.Need, to, mayRefuse: named.Count == 0 && to != before);
                break;
            case QueuedBecause.Rerouted:
                CheckEntry(e.Id, e.Need, Chosen(job.Spec, job.Attributes), mayRefuse: false);
                break;
            case QueuedBecause.Overflowed:
                Assert.True(job.LeftFull.Add(before), $"Task {job.Id} circles: it leaves {before} once more.");
                CheckEntry(e.Id, e.Need, Overflows(job, at), mayRefuse: false);
                break;
            default:
                Assert.Equal(before, e.Need.Queue);
                break;
        }

        if (e.Why != QueuedBecause.Overflowed)
        {
            job.LeftFull.Clear();
        }

        CheckCoolDown(e, at);
        job.Offers.RemoveRange(open, job.Offers.Count - open);
        _justWithdrawn.Clear();
    }

    private void CheckTold(WebhookDue e, TimeSpan at)
    {
        var job = Find(e);
        var queue = _queues[job.Need.Queue];
        switch (e.Why)
        {
            case WebhookWhy.Full:
                Assert.Equal(_toTell.Dequeue(), (e.Id, e.Url));
                break;
            case WebhookWhy.Waited:
                Assert.True(HasWaited(job, queue, at));
                Assert.Equal((Webhook, e.Url), (queue.WhenWaitedTooLong.Action, queue.WhenWaitedTooLong.Url));
                job.ToldWaited = true;
                break;
            case WebhookWhy.NobodyWorks:
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
        if (e.Why == ExpiredBecause.Deadline)
        {
            Assert.True(job.Spec.Deadline <= now.Wall);
        }
        else
        {
            Assert.True(HasWaited(job, _queues[job.Need.Queue], now.Elapsed));
            Assert.Equal(Expire, _queues[job.Need.Queue].WhenWaitedTooLong.Action);
        }
    }

    private void CheckEntry(string id, TaskNeed need, string queue, bool mayRefuse)
    {
        var entry = Entry(need, queue, mayRefuse);
        Assert.Equal((false, entry.Queue), (entry.IsRefused, need.Queue));
        if (entry.Told is { } url)
        {
            _toTell.Enqueue((id, url));
        }
    }

    /// <summary>Where a task goes that its queue cannot keep.</summary>
    private string Overflows(Job job, TimeSpan at)
    {
        var queue = _queues[job.Need.Queue];
        if (queue.WhenNobodyWorks is { Action: OverflowAction.Queue, Queue: { } other } && NobodyWorks(queue))
        {
            return other;
        }

        Assert.True(HasWaited(job, queue, at) && queue.WhenWaitedTooLong.Action == OverflowAction.Queue, $"Task {job.Id} leaves queue {queue.Name} for no reason.");
        return queue.WhenWaitedTooLong.Queue!;
    }

    /// <summary>Where a task goes that comes to a queue.</summary>
    private (string Queue, Uri? Told, bool IsRefused) Entry(TaskNeed need, string queue, bool mayRefuse)
    {
        if (!IsFull(need, queue))
        {
            return (queue, null, false);
        }

        return _queues[queue].WhenFull switch
        {
            { Action: OverflowAction.Queue, Queue: { } other } => Entry(need, other, mayRefuse),
            { Action: Webhook, Url: var url } => (queue, url, false),
            _ => (queue, null, mayRefuse),
        };
    }

    /// <summary>Whether as many wait as may, and nobody could take the task at once.</summary>
    private bool IsFull(TaskNeed need, string queue)
    {
        var newcomer = new Job { Id = "", Number = 0, Spec = TaskSpec.Plain, Need = need with { Queue = queue } };
        return _queues[queue].MaxLength is { } most
            && _jobs.Count(j => j.State == JobState.Waiting && j.Need.Queue == queue) >= most
            && !_people.Exists(p => Rule(p, newcomer) == AbilityRule.None);
    }

    private static bool HasWaited(Job job, QueueSettings queue, TimeSpan at) =>
        queue.MaxWaitSeconds is { } most && at >= job.Entered + TimeSpan.FromSeconds(most) && !job.ToldWaited;

    private bool NobodyWorks(QueueSettings queue) => !_people.Exists(p => Holds(queue.Workers, p) && IsWorking(p));

    /// <summary>The queue that a generated task asks for, or that the route of generated teams chooses.</summary>
    private static string Chosen(TaskSpec spec, string? attributes) => spec.Queue ?? Kind(attributes) switch
    {
        "b" => "second",
        "c" => "third",
        _ => "first",
    };

    private static TaskNeed NeedOf(AddTask c) => new()
    {
        Queue = Chosen(c.Spec, c.Attributes),
        Channel = c.Spec.Channel,
        Units = c.Spec.Units,
        Skills = c.Spec.Queue is null && Kind(c.Attributes) == "c" ? [.. c.Spec.Skills, new() { Name = "repair", Level = 50 }] : c.Spec.Skills,
        Labels = c.Spec.Labels,
        Named = c.Spec.Named,
        Excluded = c.Spec.Excluded,
    };

    private static string? Kind(string? attributes) =>
        attributes is null ? null : (string?)System.Text.Json.Nodes.JsonNode.Parse(attributes)!["kind"];
}
