using PresenceOfMind.Dispatch.Core.Identity;

namespace PresenceOfMind.Dispatch.Teams;

/// <summary>One team. What it answers is committed.</summary>
internal interface ITeamGrain : IGrainWithStringKey
{
    /// <summary>Carries a command out.</summary>
    Task<CommandReply> DoAsync(CommandMessage command);

    /// <summary>Does nothing but being there: whoever is called is loaded from its log first.</summary>
    Task WakeAsync();

    /// <summary>How many tasks were open.</summary>
    Task<int> CancelOpenTasksAsync();

    Task<long> OpenSourceAsync();

    /// <summary>Advances the time: what is due happens.</summary>
    Task LetTimePassAsync();

    Task<TeamViewReply> ViewAsync();

    /// <summary>How far its log has come.</summary>
    Task<long> PositionAsync();

    Task<TaskViewReply> FindTaskAsync([Immutable] TaskId id);

    /// <summary>Tasks with their places in line; those of which it knows nothing are left out.</summary>
    Task<TaskViewsReply> FindTasksAsync([Immutable] TaskId[] ids);

    Task<SettingsReply> SettingsAsync();

    /// <summary>What each source says of the presence of the workers.</summary>
    Task<PresenceReply> PresenceAsync();

    /// <summary>How queues do now.</summary>
    /// <param name="queue">One of them; null for all.</param>
    /// <returns>None where there is no such queue.</returns>
    Task<FiguresReply> FiguresAsync(QueueName? queue);

    /// <summary>How the team does now, for metrics.</summary>
    Task<GaugesReply> GaugesAsync();

    /// <summary>Why a worker gets work, or none; null where the team has none of that contact.</summary>
    Task<WorkerExplanationReply> ExplainWorkerAsync([Immutable] Contact contact);

    /// <summary>Why a task that nobody has waits; null where somebody has it, or where it is not known here.</summary>
    Task<TaskExplanationReply> ExplainWaitingAsync([Immutable] TaskId id);

    /// <summary>Forgets all that it holds: the log was rewritten, or is gone.</summary>
    Task ForgetAsync();
}
