using PresenceOfMind.Dispatch.Core.Time;

namespace PresenceOfMind.Dispatch.Core.State;

/// <content>What it waits for: all by the team's own time, but for the time of its start.</content>
public sealed partial class TaskItem
{
    private Moments? _waits;

    /// <summary>When the first of those was asked who are asked together; null where nobody is.</summary>
    [NotInRow]
    public TimeSpan? AskedAt
    {
        get => _waits?.AskedAt;
        internal set => SetWait(value, static (waits, at) => waits.AskedAt = at);
    }

    /// <summary>When it enters its queue, by the wall clock.</summary>
    public DateTimeOffset? StartsAt
    {
        get => _waits?.StartsAt;
        internal set
        {
            if (value is not null || _waits is not null)
            {
                (_waits ??= new Moments()).StartsAt = value;
            }
        }
    }

    /// <summary>When it will have waited in its queue for as long as that allows.</summary>
    [NotInRow]
    public TimeSpan? WaitsUntil
    {
        get => _waits?.WaitsUntil;
        internal set => SetWait(value, static (waits, at) => waits.WaitsUntil = at);
    }

    /// <summary>When the next step of its route is due.</summary>
    [NotInRow]
    public TimeSpan? StepAt
    {
        get => _waits?.StepAt;
        internal set => SetWait(value, static (waits, at) => waits.StepAt = at);
    }

    /// <summary>When the next requirement expires.</summary>
    [NotInRow]
    public TimeSpan? ExpiryAt
    {
        get => _waits?.ExpiryAt;
        internal set => SetWait(value, static (waits, at) => waits.ExpiryAt = at);
    }

    /// <summary>When its priority grows.</summary>
    [NotInRow]
    public TimeSpan? AgesAt
    {
        get => _waits?.AgesAt;
        internal set => SetWait(value, static (waits, at) => waits.AgesAt = at);
    }

    /// <summary>Until when it waits for those whom it prefers.</summary>
    [NotInRow]
    public TimeSpan? PrefersUntil
    {
        get => _waits?.PrefersUntil;
        internal set => SetWait(value, static (waits, at) => waits.PrefersUntil = at);
    }

    /// <summary>When it may begin to keep a worker's room.</summary>
    [NotInRow]
    public TimeSpan? WantsRoomAt
    {
        get => _waits?.WantsRoomAt;
        internal set => SetWait(value, static (waits, at) => waits.WantsRoomAt = at);
    }

    /// <summary>When more people are asked.</summary>
    [NotInRow]
    public TimeSpan? ReachesAt
    {
        get => _waits?.ReachesAt;
        internal set => SetWait(value, static (waits, at) => waits.ReachesAt = at);
    }

    /// <summary>Whether any of these is set, or was since it last came to a queue.</summary>
    public bool HasWaits => _waits is not null;

    /// <summary>Says that it waits no longer: none of these is set after it.</summary>
    internal void StopWaiting()
    {
        _waits = null;
        WantsRoom = false;
    }

    private void SetWait(TimeSpan? at, Action<Moments, TimeSpan?> set)
    {
        if (at is not null || _waits is not null)
        {
            set(_waits ??= new Moments(), at);
        }
    }

    /// <summary>What falls due while it waits: most tasks have none of it, and none has any when it is given or has ended.</summary>
    private sealed class Moments
    {
        public PackedSpan AskedAt;
        public PackedTime StartsAt;
        public PackedSpan WaitsUntil;
        public PackedSpan StepAt;
        public PackedSpan ExpiryAt;
        public PackedSpan AgesAt;
        public PackedSpan PrefersUntil;
        public PackedSpan WantsRoomAt;
        public PackedSpan ReachesAt;

        /// <summary>What is shown of it; null for nothing.</summary>
        public Moments? ToShow() => (DateTimeOffset?)StartsAt is null ? null : new Moments { StartsAt = StartsAt };
    }
}
