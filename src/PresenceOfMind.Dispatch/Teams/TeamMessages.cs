using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Refusals;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Rules.Explanations;
using PresenceOfMind.Dispatch.Rules.Queues;
using PresenceOfMind.Dispatch.Tasks;
using PresenceOfMind.Dispatch.Workers;

namespace PresenceOfMind.Dispatch.Teams;

/// <summary>A command on its way to the team.</summary>
[GenerateSerializer, Immutable]
internal sealed record CommandMessage
{
    [Id(0)]
    public required TeamCommand Command { get; init; }

    /// <summary>Whether the command makes the team, which is not to be there yet.</summary>
    [Id(1)]
    public bool MustBeNew { get; init; }

    /// <summary>
    /// Whether the command is about somebody who never was a worker of the team, as far as is known: refused, unless it was carried out
    /// before.
    /// </summary>
    [Id(2)]
    public bool IsOfNobody { get; init; }

    /// <summary>When the fetch began or the source was lost of which the command tells, by the host's clock; null for none.</summary>
    [Id(3)]
    public DateTimeOffset? Moment { get; init; }
}

/// <summary>What became of a command.</summary>
[GenerateSerializer, Immutable]
internal sealed class CommandReply
{
    [Id(0)]
    public Refusal? Refusal { get; init; }

    [Id(1)]
    public TaskView? Task { get; init; }

    /// <summary>What became of a report of presence.</summary>
    [Id(2)]
    public ReportOutcome Report { get; init; }

    /// <summary>What became of each of the reports of a program, or of its clearing; none for other commands.</summary>
    [Id(3)]
    public ProgramReportOutcome[] Programs { get; init; } = [];
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

/// <summary>Tasks as they are shown.</summary>
[GenerateSerializer, Immutable]
internal sealed class TaskViewsReply
{
    [Id(0)]
    public required TaskView[] Views { get; init; }
}

/// <summary>A team's configuration.</summary>
[GenerateSerializer, Immutable]
internal sealed class SettingsReply
{
    [Id(0)]
    public required TeamSettings Settings { get; init; }

    [Id(1)]
    public required long Version { get; init; }
}

/// <summary>What each source says of the presence of the workers.</summary>
[GenerateSerializer, Immutable]
internal sealed class PresenceReply
{
    [Id(0)]
    public required PresenceCoverageView Coverage { get; init; }

    [Id(1)]
    public required WorkerPresenceView[] Workers { get; init; }
}

/// <summary>How queues do.</summary>
[GenerateSerializer, Immutable]
internal sealed class FiguresReply
{
    [Id(0)]
    public required QueueFigures[] Queues { get; init; }
}

/// <summary>How a team does, for metrics; null where it is not there.</summary>
[GenerateSerializer, Immutable]
internal sealed class GaugesReply
{
    [Id(0)]
    public TeamGauges? Gauges { get; init; }
}

/// <summary>Why a worker gets work, or none.</summary>
[GenerateSerializer, Immutable]
internal sealed class WorkerExplanationReply
{
    [Id(0)]
    public WorkerExplanation? Explanation { get; init; }
}

/// <summary>Why a task waits.</summary>
[GenerateSerializer, Immutable]
internal sealed class TaskExplanationReply
{
    [Id(0)]
    public TaskExplanation? Explanation { get; init; }
}
