using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Core.Configuration;

/// <summary>The form in which settings are kept, so that settings that mean the same are the same.</summary>
public static class SettingsForm
{
    /// <summary>The queue that is there where none is given.</summary>
    public static readonly QueueName DefaultQueue = new("default");

    /// <summary>Settings that have been checked, with contacts as their keys, names filled in, and one queue at least.</summary>
    public static TeamSettings Normalize(TeamSettings team) => team with
    {
        Workers = [.. team.Workers.Select(Normalize)],
        Queues = QueuesOf(team),
    };

    /// <summary>A worker with the contact as its key, and a name.</summary>
    public static WorkerSettings Normalize(WorkerSettings worker) => ContactUri.TryParse(worker.Contact.Value, out var uri)
        ? worker with { Contact = new Contact(uri.Key), Name = worker.Name ?? uri.User }
        : worker;

    /// <summary>The team's queues, or the one that is there where none is given.</summary>
    public static IReadOnlyList<QueueSettings> QueuesOf(TeamSettings team) =>
        team.Queues.Count > 0 ? team.Queues : [new QueueSettings { Name = DefaultQueue }];
}
