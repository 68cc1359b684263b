using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Time;

namespace PresenceOfMind.Dispatch.Core.State;

/// <summary>What falls due with a task by itself. Of what falls due at the same time, the first of these goes first.</summary>
public enum TaskDue
{
    /// <summary>Its deadline comes.</summary>
    Deadline,

    /// <summary>It enters its queue.</summary>
    Start,

    /// <summary>An offer's deadline comes.</summary>
    Offer,

    /// <summary>It has waited for as long as its queue allows.</summary>
    Wait,

    /// <summary>A pair with a worker has rested.</summary>
    Rest,

    /// <summary>It no longer waits for those whom it prefers.</summary>
    Preference,

    /// <summary>A step of its route.</summary>
    Step,

    /// <summary>A requirement expires.</summary>
    Expiry,

    /// <summary>Its priority grows.</summary>
    Age,

    /// <summary>It may keep a worker's room.</summary>
    Room,

    /// <summary>More people are asked.</summary>
    Reach,

    /// <summary>The wrap-up ends.</summary>
    WrapUp,

    /// <summary>It leaves the state.</summary>
    Forget,
}

/// <summary>Finds out what falls due with a task next.</summary>
public static class TaskDues
{
    /// <summary>When something falls due by each of the clocks; null for never.</summary>
    public static (TimeSpan? Elapsed, DateTimeOffset? Wall) Next(TaskItem task)
    {
        var next = default(Earliest);
        Find(task, ref next);
        return (next.Elapsed, next.Wall);
    }

    /// <summary>What has been due the longest with a task, or will be due first.</summary>
    public static TaskDue Overdue(TaskItem task, TeamTime now)
    {
        var next = new Earliest { Now = now };
        Find(task, ref next);
        return next.What;
    }

    private static void Find(TaskItem task, ref Earliest next)
    {
        switch (task.State)
        {
            case TaskState.Scheduled:
                next.TryWall(task.Spec.Deadline, TaskDue.Deadline);
                next.TryWall(task.StartsAt, TaskDue.Start);
                break;
            case TaskState.Waiting or TaskState.Offered:
                next.TryWall(task.Spec.Deadline, TaskDue.Deadline);
                if (task.HasOffers)
                {
                    next.Try(FirstOffer(task), TaskDue.Offer);
                }

                next.Try(task.WaitsUntil, TaskDue.Wait);
                if (task.HasRests)
                {
                    next.Try(FirstRest(task), TaskDue.Rest);
                }

                if (task.HasWaits)
                {
                    next.Try(task.PrefersUntil, TaskDue.Preference);
                    next.Try(task.StepAt, TaskDue.Step);
                    next.Try(task.ExpiryAt, TaskDue.Expiry);
                    next.Try(task.AgesAt, TaskDue.Age);
                    next.Try(task.WantsRoomAt, TaskDue.Room);
                    next.Try(task.ReachesAt, TaskDue.Reach);
                }

                break;
            case TaskState.WrappingUp:
                next.Try(task.WrapUpEnds, TaskDue.WrapUp);
                break;
            case TaskState.Completed or TaskState.Cancelled or TaskState.Expired:
                next.Try(task.ForgottenAt, TaskDue.Forget);
                break;
        }
    }

    private static TimeSpan? FirstOffer(TaskItem task)
    {
        TimeSpan? first = null;
        foreach (var offer in task.Offers)
        {
            if (first is null || offer.Ends < first)
            {
                first = offer.Ends;
            }
        }

        return first;
    }

    private static TimeSpan? FirstRest(TaskItem task)
    {
        TimeSpan? first = null;
        foreach (var rest in task.Rests)
        {
            if (first is null || rest.Until < first)
            {
                first = rest.Until;
            }
        }

        return first;
    }

    private struct Earliest
    {
        private TimeSpan _wait;
        private bool _isFound;

        public TeamTime Now { get; init; }

        public TimeSpan? Elapsed { get; private set; }

        public DateTimeOffset? Wall { get; private set; }

        public TaskDue What { get; private set; }

        public void Try(TimeSpan? at, TaskDue what)
        {
            if (at is { } time)
            {
                Elapsed = Elapsed < time ? Elapsed : time;
                Try(time - Now.Elapsed, what);
            }
        }

        public void TryWall(DateTimeOffset? at, TaskDue what)
        {
            if (at is { } time)
            {
                Wall = Wall < time ? Wall : time;
                Try(time - Now.Wall, what);
            }
        }

        private void Try(TimeSpan wait, TaskDue what)
        {
            if (!_isFound || wait < _wait)
            {
                (_wait, What, _isFound) = (wait, what, true);
            }
        }
    }
}
