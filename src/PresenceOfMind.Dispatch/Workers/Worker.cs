using PresenceOfMind.Dispatch.Availability;
using PresenceOfMind.Dispatch.Strategies;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Workers;

/// <summary>A person of the team, as its log says. Changed only between <see cref="Roster.Lift"/> and <see cref="Roster.Place"/>.</summary>
internal sealed class Worker(string contact, string name, long order, DateTimeOffset addedAt) : IRanked
{
    /// <summary>The contact's key: <c>user@domain</c> in small letters.</summary>
    public string Contact { get; } = contact;

    public string Name { get; set; } = name;

    /// <summary>The position of the event that added the worker.</summary>
    public long Order { get; } = order;

    /// <summary>When the last assignment ended, or when the worker was added.</summary>
    public DateTimeOffset IdleSince { get; set; } = addedAt;

    public PresenceState State { get; set; } = PresenceState.Unknown;

    public DateTimeOffset StateSince { get; set; } = addedAt;

    /// <summary>The confirmation under which the presence was told; 0 where it never was.</summary>
    public long ConfirmedIn { get; set; }

    /// <summary>When the presence will have held long enough; null where it has, or where there is nothing to wait for.</summary>
    public DateTimeOffset? SettlesAt { get; set; }

    /// <summary>Whether the worker finishes what is there, takes no more, and then leaves the team.</summary>
    public bool Draining { get; set; }

    /// <summary>The task that the worker has; null for none.</summary>
    public string? TaskId { get; set; }

    public long LastAssignedPosition { get; set; }

    public int AssignmentsToday { get; set; }

    public TimeSpan WorkToday { get; set; }

    public int Used => TaskId is null ? 0 : 1;

    public int Capacity => 1;

    public int Tier => 0;

    /// <summary>What keeps the worker from getting a task now, kept by the roster.</summary>
    public AbilityRule Refusal { get; set; }

    public int SkillLevel(string name) => 0;
}
