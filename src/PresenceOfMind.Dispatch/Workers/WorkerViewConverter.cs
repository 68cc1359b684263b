using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Workers;

/// <summary>How a worker's view goes from the grain to those who show it.</summary>
[RegisterConverter]
internal sealed class WorkerViewConverter : IConverter<WorkerView, WorkerViewSurrogate>
{
    public WorkerView ConvertFromSurrogate(in WorkerViewSurrogate s) => new(
        s.Contact,
        s.Name,
        (PresenceState)s.Presence,
        s.PresenceSince,
        s.Confirmed,
        s.Able,
        s.NotAbleBecause,
        s.Task,
        s.TaskTitle,
        s.IdleSince,
        s.Draining);

    public WorkerViewSurrogate ConvertToSurrogate(in WorkerView value) => new()
    {
        Contact = value.Contact,
        Name = value.Name,
        Presence = (int)value.Presence,
        PresenceSince = value.PresenceSince,
        Confirmed = value.Confirmed,
        Able = value.Able,
        NotAbleBecause = value.NotAbleBecause,
        Task = value.Task,
        TaskTitle = value.TaskTitle,
        IdleSince = value.IdleSince,
        Draining = value.Draining,
    };
}

/// <summary>A <see cref="WorkerView"/> on its way.</summary>
[GenerateSerializer, Immutable]
internal struct WorkerViewSurrogate
{
    [Id(0)]
    public string Contact;

    [Id(1)]
    public string Name;

    [Id(2)]
    public int Presence;

    [Id(3)]
    public DateTimeOffset PresenceSince;

    [Id(4)]
    public bool Confirmed;

    [Id(5)]
    public bool Able;

    [Id(6)]
    public string? NotAbleBecause;

    [Id(7)]
    public string? Task;

    [Id(8)]
    public string? TaskTitle;

    [Id(9)]
    public DateTimeOffset IdleSince;

    [Id(10)]
    public bool Draining;
}
