using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Refusals;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Rules.Explanations;
using PresenceOfMind.Dispatch.Rules.Queues;
using PresenceOfMind.Dispatch.Tasks;

namespace PresenceOfMind.Dispatch.Teams;

/// <summary>Something of the machine on its way to another silo, as JSON. Within a silo messages pass as they are.</summary>
[GenerateSerializer, Immutable]
internal struct MachineSurrogate
{
    [Id(0)]
    public string Json;
}

/// <summary>How a command goes from silo to silo.</summary>
[RegisterConverter]
internal sealed class TeamCommandConverter : IConverter<TeamCommand, MachineSurrogate>
{
    public TeamCommand ConvertFromSurrogate(in MachineSurrogate surrogate) => MachineJson.ReadCommand(surrogate.Json);

    public MachineSurrogate ConvertToSurrogate(in TeamCommand value) => new() { Json = MachineJson.WriteCommand(value) };
}

/// <summary>How a refusal goes from silo to silo.</summary>
[RegisterConverter]
internal sealed class RefusalConverter : IConverter<Refusal, MachineSurrogate>
{
    public Refusal ConvertFromSurrogate(in MachineSurrogate surrogate) => MachineJson.Read<Refusal>(surrogate.Json);

    public MachineSurrogate ConvertToSurrogate(in Refusal value) => new() { Json = MachineJson.Write(value) };
}

/// <summary>How a task's view goes from silo to silo.</summary>
[RegisterConverter]
internal sealed class TaskViewConverter : IConverter<TaskView, MachineSurrogate>
{
    public TaskView ConvertFromSurrogate(in MachineSurrogate surrogate) => MachineJson.Read<TaskView>(surrogate.Json);

    public MachineSurrogate ConvertToSurrogate(in TaskView value) => new() { Json = MachineJson.Write(value) };
}

/// <summary>How a team's view goes from silo to silo.</summary>
[RegisterConverter]
internal sealed class TeamViewConverter : IConverter<TeamView, MachineSurrogate>
{
    public TeamView ConvertFromSurrogate(in MachineSurrogate surrogate) => MachineJson.Read<TeamView>(surrogate.Json);

    public MachineSurrogate ConvertToSurrogate(in TeamView value) => new() { Json = MachineJson.Write(value) };
}

/// <summary>How a configuration goes from silo to silo.</summary>
[RegisterConverter]
internal sealed class TeamSettingsConverter : IConverter<TeamSettings, MachineSurrogate>
{
    public TeamSettings ConvertFromSurrogate(in MachineSurrogate surrogate) => MachineJson.Read<TeamSettings>(surrogate.Json);

    public MachineSurrogate ConvertToSurrogate(in TeamSettings value) => new() { Json = MachineJson.Write(value) };
}

/// <summary>How a queue's figures goes from silo to silo.</summary>
[RegisterConverter]
internal sealed class QueueFiguresConverter : IConverter<QueueFigures, MachineSurrogate>
{
    public QueueFigures ConvertFromSurrogate(in MachineSurrogate surrogate) => MachineJson.Read<QueueFigures>(surrogate.Json);

    public MachineSurrogate ConvertToSurrogate(in QueueFigures value) => new() { Json = MachineJson.Write(value) };
}

/// <summary>How an explanation goes from silo to silo.</summary>
[RegisterConverter]
internal sealed class WorkerExplanationConverter : IConverter<WorkerExplanation, MachineSurrogate>
{
    public WorkerExplanation ConvertFromSurrogate(in MachineSurrogate surrogate) => MachineJson.Read<WorkerExplanation>(surrogate.Json);

    public MachineSurrogate ConvertToSurrogate(in WorkerExplanation value) => new() { Json = MachineJson.Write(value) };
}

/// <summary>How an explanation goes from silo to silo.</summary>
[RegisterConverter]
internal sealed class TaskExplanationConverter : IConverter<TaskExplanation, MachineSurrogate>
{
    public TaskExplanation ConvertFromSurrogate(in MachineSurrogate surrogate) => MachineJson.Read<TaskExplanation>(surrogate.Json);

    public MachineSurrogate ConvertToSurrogate(in TaskExplanation value) => new() { Json = MachineJson.Write(value) };
}
