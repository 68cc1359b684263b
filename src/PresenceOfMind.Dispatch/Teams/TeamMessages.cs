using PresenceOfMind.Dispatch.Sources;
using PresenceOfMind.Dispatch.Tasks;

namespace PresenceOfMind.Dispatch.Teams;

/// <summary>A command on its way to the team.</summary>
[GenerateSerializer, Immutable]
internal sealed class CommandMessage
{
    [Id(0)]
    public required TeamCommand Command { get; init; }
}

/// <summary>What became of a command.</summary>
[GenerateSerializer, Immutable]
internal sealed class CommandReply
{
    [Id(0)]
    public Refusal? Refusal { get; init; }

    [Id(1)]
    public TaskView? Task { get; init; }

    /// <summary>What became of a report of presence: a <see cref="ReportOutcome"/>.</summary>
    [Id(2)]
    public int Report { get; init; }
}

/// <summary>A team as it is shown.</summary>
[GenerateSerializer, Immutable]
internal sealed class TeamViewReply
{
    [Id(0)]
    public required TeamView View { get; init; }
}

/// <summary>A task as it is shown; null where there is none.</summary>
[GenerateSerializer, Immutable]
internal sealed class TaskViewReply
{
    [Id(0)]
    public TaskView? View { get; init; }
}
