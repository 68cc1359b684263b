using System.Text.Json.Serialization;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Core.Time;
using PresenceOfMind.Dispatch.Rules.Explanations;
using PresenceOfMind.Dispatch.Rules.Queues;
using PresenceOfMind.Dispatch.Storage.Json;

namespace PresenceOfMind.Dispatch.Tasks;

/// <summary>A task as it is shown.</summary>
public sealed record TaskView
{
    /// <summary>Unique in the team.</summary>
    public required TaskId Id { get; init; }

    /// <summary>What is to be done.</summary>
    public required string Title { get; init; }

    /// <summary>A JSON object for programs; null for none.</summary>
    [JsonConverter(typeof(RawJson))]
    public string? Attributes { get; init; }

    /// <summary>Where it is on its way.</summary>
    public required TaskState State { get; init; }

    /// <summary>The queue in which it is, or was when it ended.</summary>
    public required QueueName Queue { get; init; }

    /// <summary>The kind of work.</summary>
    public required ChannelName Channel { get; init; }

    /// <summary>How many units of room it takes.</summary>
    public required int Units { get; init; }

    /// <summary>Its priority now, with what waiting has added.</summary>
    public required int Priority { get; init; }

    /// <summary>Skills that it asks for now.</summary>
    public IReadOnlyList<SkillRequirement> Skills { get; init; } = [];

    /// <summary>Labels that it asks for now.</summary>
    public IReadOnlyList<LabelRequirement> Labels { get; init; } = [];

    /// <summary>The contacts of those who get it first.</summary>
    public IReadOnlyList<Contact> Preferred { get; init; } = [];

    /// <summary>The contacts of those who never get it.</summary>
    public IReadOnlyList<Contact> Excluded { get; init; } = [];

    /// <summary>The contacts of the only ones who may get it; empty for anybody.</summary>
    public IReadOnlyList<Contact> Named { get; init; } = [];

    /// <summary>The route that chose its queue; null where none did.</summary>
    public RouteName? Route { get; init; }

    /// <summary>The contact of who has it, or had it when it ended; null for nobody.</summary>
    public Contact? Worker { get; init; }

    /// <summary>That person's name when the task was given; null for nobody.</summary>
    public string? WorkerName { get; init; }

    /// <summary>The open offers.</summary>
    public IReadOnlyList<OpenOffer> Offers { get; init; } = [];

    /// <summary>When it was added, UTC.</summary>
    public required DateTimeOffset AddedAt { get; init; }

    /// <summary>When it enters its queue, UTC; null where it did.</summary>
    public DateTimeOffset? StartsAt { get; init; }

    /// <summary>When it first entered a queue, UTC.</summary>
    public required DateTimeOffset QueuedAt { get; init; }

    /// <summary>When it was given, UTC; null where nobody has it.</summary>
    public DateTimeOffset? AssignedAt { get; init; }

    /// <summary>When it was done, UTC; null where it is not.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Until when its worker wraps up, UTC; null where nobody does.</summary>
    public DateTimeOffset? WrapsUpUntil { get; init; }

    /// <summary>It expires where nobody has it by then, UTC; null for never.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>When it ended, UTC; null while it is open.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How it ended, by one of its queue's outcomes; null where nobody said.</summary>
    public string? Outcome { get; init; }

    /// <summary>Why it was called off or expired; null where nobody said.</summary>
    public string? EndReason { get; init; }

    /// <summary>
    /// What ended it where it was not done: <c>cancelled</c>, <c>deadline</c> or <c>waited</c> (for as long as its queue allows); null
    /// otherwise.
    /// </summary>
    public TaskEndCause? EndCause { get; init; }

    /// <summary>What people wrote, the oldest first.</summary>
    public IReadOnlyList<TaskNote> Notes { get; init; } = [];

    /// <summary>Why it waits, in words; null where it does not wait.</summary>
    public string? WaitsBecause { get; init; }

    /// <summary>Its place among those that wait in its queue, from 1; null where it does not wait, and in answers to commands.</summary>
    public int? Position { get; init; }

    /// <summary>
    /// For how many seconds it is expected to wait yet, by how fast tasks of its queue were taken lately and who may take it; it grows
    /// while nothing moves. Null where it does not wait, and where <see cref="NoExpectedWaitBecause"/> says why.
    /// </summary>
    public long? ExpectedWaitSeconds { get; init; }

    /// <summary>
    /// Why no wait can be told, in words: nobody who could take it is in sight, or nothing has been measured; null where one is told, or
    /// where it does not wait.
    /// </summary>
    public string? NoExpectedWaitBecause { get; init; }

    /// <summary>The position in the team's log of the last event that changed it.</summary>
    public required long Version { get; init; }

    /// <summary>A task as it is now, or as a copy or a row of it says.</summary>
    internal static TaskView From(TaskItem task, string? waitsBecause = null) => new()
    {
        Id = task.Id,
        Title = task.Title,
        Attributes = task.Attributes,
        State = task.State,
        Queue = task.Need.Queue,
        Channel = task.Spec.Channel,
        Units = task.Spec.Units,
        Priority = task.Priority,
        Skills = task.Need.Skills,
        Labels = task.Need.Labels,
        Preferred = task.Spec.Preferred,
        Excluded = task.Need.Excluded,
        Named = task.Need.Named,
        Route = task.Spec.Route,
        Worker = task.WorkerContact,
        WorkerName = task.WorkerName,
        Offers = [.. task.Offers.Select(o => new OpenOffer(o.Number, o.Contact, o.At, o.Until))],
        AddedAt = task.AddedAt,
        StartsAt = task.StartsAt,
        QueuedAt = task.QueuedAt,
        AssignedAt = task.AssignedAt,
        CompletedAt = task.CompletedAt,
        WrapsUpUntil = task.WrapsUpUntil,
        Deadline = task.Spec.Deadline,
        EndedAt = task.EndedAt,
        Outcome = task.Outcome,
        EndReason = CauseWords.End(task.EndReason, task.EndCause),
        EndCause = TaskEndCauses.Read(task.EndCause, task.State, task.EndReason),
        Notes = task.Notes,
        WaitsBecause = waitsBecause,
        Version = task.Version,
    };

    /// <summary>A task as it is in a team, with its place in line.</summary>
    /// <param name="state">The team.</param>
    /// <param name="task">The task.</param>
    /// <param name="now">The moment at which it is looked at.</param>
    internal static TaskView From(TeamState state, TaskItem task, TeamTime now) => From(
        state,
        new WaitForecast(state, now),
        task,
        !task.IsWaiting
            ? 0
            : 1 + state.Tasks.EachOpen.Count(t => t.IsWaiting && ReferenceEquals(t.Queue, task.Queue) && TaskOrder.IsBefore(t, task)));

    /// <summary>Tasks as they are in a team, with their places in line; those of which it knows nothing are left out.</summary>
    internal static IReadOnlyList<TaskView> From(TeamState state, IReadOnlyList<TaskId> ids, TeamTime now)
    {
        var forecast = new WaitForecast(state, now);
        var places = new Dictionary<TaskItem, int>(ReferenceEqualityComparer.Instance);
        foreach (var queue in state.Tasks.Waiting.GroupBy(t => t.Queue))
        {
            foreach (var (before, task) in queue.Index())
            {
                places.Add(task, before + 1);
            }
        }

        return [.. ids.Select(state.Tasks.Find).OfType<TaskItem>().Select(t => From(state, forecast, t, places.GetValueOrDefault(t)))];
    }

    private static TaskView From(TeamState state, WaitForecast forecast, TaskItem task, int place)
    {
        var view = From(task, WaitingReasonText.Describe(state, task));
        if (place == 0)
        {
            return view;
        }

        var expected = forecast.Estimate(task, place);
        return view with { Position = place, ExpectedWaitSeconds = expected.Seconds, NoExpectedWaitBecause = expected.Because };
    }
}
