using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Routes;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Strategies;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Time;

namespace PresenceOfMind.Dispatch.Core.Teams;

/// <summary>What events do to tasks.</summary>
internal static class TaskApply
{
    private static readonly TimeSpan LeastKept = TimeSpan.FromDays(1);

    public static void Apply(TeamState state, in LogEntry entry)
    {
        if (entry.Event is TaskAdded added)
        {
            Add(state, added, entry);
            return;
        }

        var task = state.Tasks.Find(((ITaskEvent)entry.Event).Id)!;
        state.Tasks.Lift(task);
        switch (entry.Event)
        {
            case TaskQueued e:
                Queue(state, task, e, entry.Time);
                break;
            case TaskChanged e:
                (task.Title, task.Attributes, task.Spec) = (e.Title, e.Attributes, e.Spec);
                task.LeadNeeded = null;
                Move(state, task, e.Need);
                break;
            case TaskRequirementsRelaxed e:
                task.Steps = e.Steps;
                Move(state, task, e.Need);
                task.StepAt = EffectiveRequirementRules.NextStep(state.Parts, task);
                break;
            case TaskAged e:
                task.Aged = e.Aged;
                task.AgesAt = AgeingRules.Next(task.Queue.Settings, task.Queued.Elapsed, task.Aged);
                break;
            case LeadNeeded e:
                task.LeadNeeded = e;
                break;
            case PreferenceEnded:
                task.PrefersUntil = null;
                break;
            case CoolDownEnded e:
                task.RestList.RemoveAll(r => r.Contact == e.Contact);
                break;
            case ReservationRequested:
                task.WantsRoom = true;
                task.WantsRoomAt = null;
                break;
            case CapacityReserved e:
                Reserve(state, task, state.Roster.Find(e.Contact)!);
                break;
            case ReservationEnded:
                EndReservation(state, task);
                break;
            case WebhookDue e:
                AddWebhook(task, e.Why);
                break;
            case OfferWidened e:
                task.Reach = e.Reach;
                task.ReachesAt = NextReach(task, entry.Time.Elapsed);
                break;
            case TaskAssigned e:
                Assign(state, task, e, entry);
                break;
            case TaskHeld:
                Hold(state, task, entry.Time);
                break;
            case TaskResumed:
                Resume(state, task, entry.Time);
                break;
            case TaskCompleted e:
                Complete(state, task, e, entry.Time);
                break;
            case TaskWrappedUp:
                Leave(state, task, entry.Time);
                End(state, task, TaskState.Completed, entry.Time);
                break;
            case TaskCancelled e:
                (task.EndReason, task.EndCause) = (e.Reason, TaskEndCause.Cancelled);
                Leave(state, task, entry.Time);
                End(state, task, TaskState.Cancelled, entry.Time);
                break;
            case TaskExpired e:
                task.EndCause = e.Why == ExpiredReason.Deadline ? TaskEndCause.Deadline : TaskEndCause.Waited;
                End(state, task, TaskState.Expired, entry.Time);
                break;
            case TaskNoted e:
                task.Notes = [.. task.Notes, new TaskNote(entry.At, e.By, e.Text)];
                break;
            case TaskForgotten:
                state.Tasks.Forget(task);
                state.Answers.ForgetTask(task.Id);
                return;
            default:
                throw new System.Diagnostics.UnreachableException($"No rule applies {entry.Event.GetType().Name}.");
        }

        task.Version = entry.Position;
        state.Tasks.Place(task);
    }

    private static void Add(TeamState state, TaskAdded e, in LogEntry entry)
    {
        var channel = state.Parts.Channels.GetOrMake(e.Spec.Channel);
        var task = new TaskItem(e.Id, e.Title, state.Parts.Queues.Find(e.Need.Queue)!, entry.Time, entry.Position, e.Spec, e.Need, channel)
        {
            Attributes = e.Attributes,
            StartsAt = e.StartsAt,
            State = e.StartsAt is null ? TaskState.Waiting : TaskState.Scheduled,
        };
        if (e.StartsAt is null)
        {
            Enter(state, task, entry.Time);
        }

        state.Tasks.Add(task);
    }

    private static void Queue(TeamState state, TaskItem task, TaskQueued e, TeamTime at)
    {
        if (task.State == TaskState.Scheduled)
        {
            task.Queued = at;
        }
        else if (task.State == TaskState.Completed)
        {
            state.Tasks.Reopen(task);
            (task.CompletedAt, task.EndedAt, task.EndedElapsed, task.Outcome, task.ForgottenAt) = (null, null, null, null, null);
            (task.WrapsUpUntil, task.WrapUpEnds) = (null, null);
        }

        Leave(state, task, at);
        LeaveQueue(task);
        task.Spec = e.Spec ?? task.Spec;
        task.Unanswered = [];
        task.LeadNeeded = e.Why is QueuedReason.Returned or QueuedReason.TakenBack ? task.LeadNeeded : null;
        task.Need = e.Need;
        task.Queue = state.Parts.Queues.Find(e.Need.Queue)!;
        task.Aged = e.Aged;
        (task.Former, task.FormerUntil) = (e.Former, at.ElapsedAt(e.FormerUntil));
        (task.WorkerContact, task.WorkerName, task.AssignedAt) = (null, null, null);
        task.State = TaskState.Waiting;
        if (task.ReservedWith is not null)
        {
            EndReservation(state, task);
        }

        if (task.HasRests)
        {
            task.RestList.RemoveAll(r => r.Until <= at.Elapsed);
        }

        if (e is { Contact: { } contact, RestsUntil: { } until })
        {
            Rest(task, contact, at.ElapsedAt(until));
        }

        Enter(state, task, at);
    }

    /// <summary>Begins the waiting in a queue.</summary>
    private static void Enter(TeamState state, TaskItem task, TeamTime at)
    {
        var settings = task.Queue.Settings;
        task.Entered = at;
        task.StartsAt = null;
        task.WaitsUntil = settings.MaxWaitSeconds is { } most ? at.Elapsed + TimeSpan.FromSeconds(most) : null;
        task.StepAt = EffectiveRequirementRules.NextStep(state.Parts, task);
        task.ExpiryAt = EffectiveRequirementRules.NextExpiry(task.Need, task.Queued.Elapsed);
        task.AgesAt = AgeingRules.Next(settings, task.Queued.Elapsed, task.Aged);
        task.WantsRoom = false;
        task.WantsRoomAt = task.Units > 1 && settings.ReserveAfterSeconds is { } reserve
            ? task.Queued.Elapsed + TimeSpan.FromSeconds(reserve)
            : null;
        var kept = task.Spec.Preferred.Count == 0
            ? TimeSpan.Zero
            : task.Queue.Strategy.KeptFor(new RankedTask(task.AddedBy, task.Need.Skills, task.Spec.Preferred));
        task.PrefersUntil = kept > TimeSpan.Zero ? at.Elapsed + kept : null;
        task.ToldNobodyWorks = false;
        (task.AskedAt, task.ReachesAt, task.Reach) = (null, null, FirstReach(task));
        task.Queue.Estimate = task.Queue.Estimate.Came(at.Elapsed);
        state.Agenda.MayHaveNobody |= settings.WhenNobodyWorks.Action != OverflowAction.Wait;
    }

    private static void Move(TeamState state, TaskItem task, EffectiveRequirements need)
    {
        task.Need = need;
        task.Queue = state.Parts.Queues.Find(need.Queue)!;
        task.ExpiryAt = EffectiveRequirementRules.NextExpiry(need, task.Queued.Elapsed);
        if (task.HasOffers)
        {
            foreach (var offer in task.Offers)
            {
                state.Agenda.Doubt(offer.Worker);
            }
        }

        if (task.ReservedWith is { } worker)
        {
            state.Agenda.Doubt(worker);
        }
    }

    private static void Assign(TeamState state, TaskItem task, TaskAssigned e, in LogEntry entry)
    {
        var at = entry.Time;
        var position = entry.Position;
        var worker = state.Roster.Find(e.Contact)!;
        var queue = task.Queue;
        if (!task.WasTaken)
        {
            task.WasTaken = true;
            queue.TakenToday++;
            queue.InTimeToday += queue.Settings.ServiceLevel is { } level && IsInTime(task, level, at) ? 1 : 0;
        }

        queue.Estimate = task.Entered.Elapsed < at.Elapsed
            ? queue.Estimate.Taken(at.Elapsed, queue.Length > 0)
            : queue.Estimate.Left(queue.Length > 0);
        if (task.ReservedWith is not null)
        {
            EndReservation(state, task);
        }

        task.StopWaiting();
        task.State = TaskState.Assigned;
        task.Worker = worker;
        task.WorkerContact = worker.Contact;
        task.WorkerName = worker.Name;
        task.AssignedAt = at.Wall;
        task.WorkedSince = at.Elapsed;
        state.Lift(worker);
        worker.TaskList.Add(task);
        worker.Hold(task.Channel, task.Units);
        worker.AssignmentsToday++;
        worker.LastAssignedPosition = position;
        state.Place(worker);
    }

    private static void Complete(TeamState state, TaskItem task, TaskCompleted e, TeamTime at)
    {
        task.Outcome = e.Outcome;
        task.CompletedAt = at.Wall;
        (task.WrapsUpUntil, task.WrapUpEnds) = (e.WrapsUpUntil, at.ElapsedAt(e.WrapsUpUntil));
        if (e.WrapsUpUntil is not null)
        {
            task.State = TaskState.WrappingUp;
            return;
        }

        Leave(state, task, at);
        End(state, task, TaskState.Completed, at);
    }

    private static void End(TeamState state, TaskItem task, TaskState end, TeamTime at)
    {
        if (task.IsWaiting)
        {
            CountUntaken(task, at);
            LeaveQueue(task);
        }

        if (task.ReservedWith is not null)
        {
            EndReservation(state, task);
        }

        task.StopWaiting();
        task.State = end;
        (task.EndedAt, task.EndedElapsed) = (at.Wall, at.Elapsed);
        var reopen = TimeSpan.FromSeconds(end == TaskState.Completed ? task.Queue.Settings.ReopenSeconds : 0);
        task.ForgottenAt = at.Elapsed + (reopen > LeastKept ? reopen : LeastKept);
        state.Tasks.End(task);
    }

    /// <summary>Frees the worker of a task.</summary>
    private static void Leave(TeamState state, TaskItem task, TeamTime at)
    {
        if (task.Worker is not { } worker)
        {
            return;
        }

        state.Lift(worker);
        Stop(state, task, worker, at);
        worker.TaskList.Remove(task);
        if (task.State != TaskState.OnHold)
        {
            worker.Release(task.Channel, task.Units);
        }

        task.Worker = null;
        worker.Idle = at;
        state.Place(worker);
    }

    private static void Hold(TeamState state, TaskItem task, TeamTime at)
    {
        var worker = task.Worker!;
        state.Lift(worker);
        Stop(state, task, worker, at);
        worker.Release(task.Channel, task.Units);
        state.Place(worker);
        task.State = TaskState.OnHold;
    }

    private static void Resume(TeamState state, TaskItem task, TeamTime at)
    {
        var worker = task.Worker!;
        state.Lift(worker);
        worker.Hold(task.Channel, task.Units);
        state.Place(worker);
        task.State = TaskState.Assigned;
        task.WorkedSince = at.Elapsed;
    }

    /// <summary>Ends a stretch of work.</summary>
    private static void Stop(TeamState state, TaskItem task, Worker worker, TeamTime at)
    {
        if (task.WorkedSince is { } since)
        {
            worker.WorkToday += at.Elapsed - (state.Day.BeganAt is { } began && began > since ? began : since);
            task.WorkedSince = null;
        }
    }

    /// <summary>Counts a task that ends without ever having been taken.</summary>
    private static void CountUntaken(TaskItem task, TeamTime at)
    {
        if (task.WasTaken || task.Queue.Settings.ServiceLevel is not { } level)
        {
            return;
        }

        if (IsInTime(task, level, at))
        {
            task.Queue.ShortAbandonsToday++;
        }
        else
        {
            task.Queue.LostToday++;
        }
    }

    private static bool IsInTime(TaskItem task, ServiceLevel level, TeamTime at) =>
        task.Waited(at.Elapsed) <= TimeSpan.FromSeconds(level.Seconds);

    private static void LeaveQueue(TaskItem task)
    {
        if (task.IsWaiting)
        {
            task.Queue.Estimate = task.Queue.Estimate.Left(task.Queue.Length > 0);
        }
    }

    private static void AddWebhook(TaskItem task, WebhookReason why)
    {
        switch (why)
        {
            case WebhookReason.Waited:
                task.WaitsUntil = null;
                break;
            case WebhookReason.NobodyWorks:
                task.ToldNobodyWorks = true;
                break;
        }
    }

    private static void Reserve(TeamState state, TaskItem task, Worker worker)
    {
        state.Lift(worker);
        worker.ReservedFor = task;
        task.ReservedWith = worker;
        state.Place(worker);
    }

    private static void EndReservation(TeamState state, TaskItem task)
    {
        var worker = task.ReservedWith!;
        state.Lift(worker);
        worker.ReservedFor = null;
        task.ReservedWith = null;
        state.Place(worker);
        state.Index.Raise();
    }

    /// <summary>Lets a pair rest.</summary>
    public static void Rest(TaskItem task, Contact contact, TimeSpan until)
    {
        task.RestList.RemoveAll(r => r.Contact == contact);
        task.RestList.Add(new CoolDown(contact, until));
    }

    /// <summary>How many people are asked at first.</summary>
    public static int FirstReach(TaskItem task) =>
        task.Queue.Settings.Mode == QueueMode.Offer ? task.Queue.Strategy.Reach(TimeSpan.Zero) : 1;

    /// <summary>When more people are asked; null for never.</summary>
    public static TimeSpan? NextReach(TaskItem task, TimeSpan at) =>
        task.AskedAt is { } asked && task.Queue.Strategy.NextReach(at - asked) is { } next ? asked + next : null;
}
