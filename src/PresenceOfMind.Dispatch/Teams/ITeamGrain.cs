namespace PresenceOfMind.Dispatch.Teams;

/// <summary>One team. What it answers is committed.</summary>
internal interface ITeamGrain : IGrainWithStringKey
{
    /// <summary>Carries a command out.</summary>
    Task<CommandReply> Do(CommandMessage command);

    /// <summary>How many tasks were open.</summary>
    Task<int> CancelOpenTasks();

    Task<long> OpenSource();

    /// <summary>Lets happen what has fallen due.</summary>
    Task LetTimePass();

    Task<TeamViewReply> View();

    Task<TaskViewReply> FindTask(string id);

    Task<string?> WaitsBecause();
}
