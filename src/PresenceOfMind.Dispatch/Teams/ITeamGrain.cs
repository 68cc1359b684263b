namespace PresenceOfMind.Dispatch.Teams;

/// <summary>One team. What it answers is committed.</summary>
internal interface ITeamGrain : IGrainWithStringKey
{
    /// <summary>Carries a command out.</summary>
    Task<CommandReply> Do(CommandMessage command);

    /// <summary>Does nothing but being there: whoever is called is loaded from its log first.</summary>
    Task Wake();

    /// <summary>How many tasks were open.</summary>
    Task<int> CancelOpenTasks();

    Task<long> OpenSource();

    /// <summary>Lets happen what has fallen due.</summary>
    Task LetTimePass();

    Task<TeamViewReply> View();

    /// <summary>How far its log has come.</summary>
    Task<long> Position();

    Task<TaskViewReply> FindTask(string id);

    /// <summary>Tasks with their places in line; those of which it knows nothing are left out.</summary>
    Task<TaskViewsReply> FindTasks(string[] ids);

    Task<SettingsReply> Settings();

    /// <summary>How queues do now.</summary>
    /// <param name="queue">One of them; null for all.</param>
    /// <returns>None where there is no such queue.</returns>
    Task<FiguresReply> Figures(string? queue);

    /// <summary>Why a worker gets work, or none; null where the team has none of that contact.</summary>
    Task<WorkerExplanationReply> ExplainWorker(string contact);

    /// <summary>Why a task that nobody has waits; null where somebody has it, or where it is not known here.</summary>
    Task<TaskExplanationReply> ExplainWaiting(string id);

    /// <summary>Forgets all that it holds: the log was rewritten, or is gone.</summary>
    Task Forget();
}
