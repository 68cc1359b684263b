using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Rules.Explanations;

/// <summary>Why a task waits, or why it went to whom it went to.</summary>
/// <param name="Task">The task.</param>
/// <param name="State">Its state.</param>
/// <param name="Summary">The answer, in words.</param>
/// <param name="Position">The position of the log that was looked at: for a task that somebody has, the one before it was given.</param>
/// <param name="At">When that was, UTC.</param>
/// <param name="ConfigurationVersion">The configuration that decided: the position of its last change.</param>
/// <param name="Queue">The queue in which it was.</param>
/// <param name="Strategy">The strategy that ranks those who are able.</param>
/// <param name="Candidates">Every worker of the team, those who are able first, in the order of the strategy.</param>
public sealed record TaskExplanation(
    TaskId Task,
    TaskState State,
    string Summary,
    long Position,
    DateTimeOffset At,
    long ConfigurationVersion,
    QueueName Queue,
    string Strategy,
    IReadOnlyList<CandidateExplanation> Candidates);

/// <summary>What became of a worker when a task was given.</summary>
/// <param name="Contact">The worker.</param>
/// <param name="Name">For people.</param>
/// <param name="Rule">The rule that decided: got-it, order for who was able and stood behind, no-candidate for whom the queue does not
/// take, or the first rule that refused.</param>
/// <param name="Because">The same in words.</param>
public sealed record CandidateExplanation(Contact Contact, string Name, string Rule, string Because);

/// <summary>Why a worker gets work, or none.</summary>
/// <param name="Contact">The worker.</param>
/// <param name="Name">For people.</param>
/// <param name="Able">Whether the worker could take a task of a usual channel.</param>
/// <param name="Rule">The first rule that refuses such tasks; none where the worker is able.</param>
/// <param name="Summary">The same in words.</param>
/// <param name="Position">The position of the log that was looked at.</param>
/// <param name="At">When that was, UTC.</param>
/// <param name="Tasks">The tasks that waited, in order, at most 100, and why each did not go to this worker.</param>
public sealed record WorkerExplanation(
    Contact Contact,
    string Name,
    bool Able,
    string Rule,
    string Summary,
    long Position,
    DateTimeOffset At,
    IReadOnlyList<PairExplanation> Tasks)
{
    /// <summary>What each source says of the worker's presence, and whether it counts.</summary>
    public IReadOnlyList<SourceExplanation> Sources { get; init; } = [];
}

/// <summary>What a source says of a worker's presence.</summary>
/// <param name="Source">The source: <c>pws</c> for the watcher of the Presence Web Service, or the name of a program.</param>
/// <param name="State">The state.</param>
/// <param name="Because">Whether and why it counts, in words.</param>
public sealed record SourceExplanation(SourceName Source, PresenceState State, string Because);

/// <summary>Why a task that waits does not go to a worker.</summary>
/// <param name="Task">The task.</param>
/// <param name="Title">What is to be done.</param>
/// <param name="Rule">The rule that decides.</param>
/// <param name="Because">The same in words.</param>
public sealed record PairExplanation(TaskId Task, string Title, string Rule, string Because);
