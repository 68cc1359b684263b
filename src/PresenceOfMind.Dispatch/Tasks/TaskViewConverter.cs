namespace PresenceOfMind.Dispatch.Tasks;

/// <summary>How a task's view goes from the grain to those who show it.</summary>
[RegisterConverter]
internal sealed class TaskViewConverter : IConverter<TaskView, TaskViewSurrogate>
{
    public TaskView ConvertFromSurrogate(in TaskViewSurrogate s) => new(
        s.Id,
        s.Title,
        s.Attributes,
        (TaskState)s.State,
        s.Worker,
        s.WorkerName,
        s.AddedAt,
        s.AssignedAt,
        s.EndedAt,
        s.WaitsBecause,
        s.Version);

    public TaskViewSurrogate ConvertToSurrogate(in TaskView value) => new()
    {
        Id = value.Id,
        Title = value.Title,
        Attributes = value.Attributes,
        State = (int)value.State,
        Worker = value.Worker,
        WorkerName = value.WorkerName,
        AddedAt = value.AddedAt,
        AssignedAt = value.AssignedAt,
        EndedAt = value.EndedAt,
        WaitsBecause = value.WaitsBecause,
        Version = value.Version,
    };
}

/// <summary>A <see cref="TaskView"/> on its way.</summary>
[GenerateSerializer, Immutable]
internal struct TaskViewSurrogate
{
    [Id(0)]
    public string Id;

    [Id(1)]
    public string Title;

    [Id(2)]
    public string? Attributes;

    [Id(3)]
    public int State;

    [Id(4)]
    public string? Worker;

    [Id(5)]
    public string? WorkerName;

    [Id(6)]
    public DateTimeOffset AddedAt;

    [Id(7)]
    public DateTimeOffset? AssignedAt;

    [Id(8)]
    public DateTimeOffset? EndedAt;

    [Id(9)]
    public string? WaitsBecause;

    [Id(10)]
    public long Version;
}
