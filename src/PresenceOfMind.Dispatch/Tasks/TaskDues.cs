namespace PresenceOfMind.Dispatch.Tasks;

/// <summary>What falls due with a task by itself. Of what falls due at the same time, the first of these goes first.</summary>
internal enum TaskDue
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
internal static class TaskDues
{
    /// <summary>When something falls due, and what; null for never.</summary>
    public static (DateTimeOffset At, TaskDue What)? Next(TaskItem task)
    {
        var next = default(Earliest);
        switch (task.State)
        {
            case TaskState.Scheduled:
                next.Try(task.Spec.Deadline, TaskDue.Deadline);
                next.Try(task.StartsAt, TaskDue.Start);
                break;
            case TaskState.Waiting or TaskState.Offered:
                next.Try(task.Spec.Deadline, TaskDue.Deadline);
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
                next.Try(task.WrapsUpUntil, TaskDue.WrapUp);
                break;
            case TaskState.Completed or TaskState.Cancelled or TaskState.Expired:
                next.Try(task.ForgottenAt, TaskDue.Forget);
                break;
        }

        return next.Found;
    }

    private static DateTimeOffset? FirstOffer(TaskItem task)
    {
        DateTimeOffset? first = null;
        foreach (var offer in task.Offers)
        {
            if (first is null || offer.Until < first)
            {
                first = offer.Until;
            }
        }

        return first;
    }

    private static DateTimeOffset? FirstRest(TaskItem task)
    {
        DateTimeOffset? first = null;
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
        private DateTimeOffset _at;
        private TaskDue _what;
        private bool _isFound;

        public readonly (DateTimeOffset At, TaskDue What)? Found => _isFound ? (_at, _what) : null;

        public void Try(DateTimeOffset? at, TaskDue what)
        {
            if (at is { } time && (!_isFound || time < _at))
            {
                (_at, _what, _isFound) = (time, what, true);
            }
        }
    }
}
