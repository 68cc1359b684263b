using PresenceOfMind.Dispatch.Tasks;

namespace PresenceOfMind.Dispatch.Teams;

/// <summary>One team. What it answers is committed.</summary>
internal interface ITeamGrain : IGrainWithStringKey
{
    Task<CommandReply> Configure(ConfigurationMessage configuration);

    Task<CommandReply> AddTask(string? id, string title, string? attributes, string? key);

    Task<CommandReply> CompleteTask(string id, string? key);

    Task<CommandReply> CancelTask(string id, string? key);

    /// <summary>How many tasks were open.</summary>
    Task<int> CancelOpenTasks();

    Task<long> OpenSource();

    Task<CommandReply> LoseSource(long epoch, long sequence, string reason, DateTimeOffset at);

    Task<CommandReply> ReportPresence(PresenceMessage report);

    /// <summary>Lets happen what has fallen due.</summary>
    Task LetTimePass();

    Task<TeamView> View();

    Task<TaskView?> FindTask(string id);

    Task<string?> WaitsBecause();
}
