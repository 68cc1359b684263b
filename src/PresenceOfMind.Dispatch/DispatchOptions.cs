using System.Net;
using PresenceOfMind.Dispatch.Queues;
using PresenceOfMind.Dispatch.Strategies;
using PresenceOfMind.Dispatch.Teams;
using PresenceOfMind.Dispatch.Workers;

namespace PresenceOfMind.Dispatch;

/// <summary>The team that this program runs. Changes are in force when it starts again.</summary>
public sealed class DispatchOptions
{
    /// <summary>The team's name: 1 to 100 characters of A-Z, a-z, 0-9, <c>-</c>, <c>_</c>, <c>.</c> and <c>~</c>. Default <c>demo</c>.</summary>
    public string Team { get; set; } = "demo";

    /// <summary>
    /// Who works in it, each contact once. Somebody who is no longer named leaves at once, or when the task is done. Default nobody.
    /// </summary>
    public IList<WorkerOptions> Workers { get; } = [];

    /// <summary>Which of the able workers gets a task: <c>longest-idle</c>. Default <c>longest-idle</c>.</summary>
    public string Strategy { get; set; } = "longest-idle";

    /// <summary>How long somebody must have been available before getting work, 0 to 1 h. Default 0.</summary>
    public TimeSpan Settle { get; set; } = TimeSpan.Zero;

    /// <summary>How long an address that is told of a task has to answer, 1 s to 2 min. Default 10 s.</summary>
    public TimeSpan WebhookTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>For how long an address that does not take what it is told is told again, with growing pauses, 0 to 1 day. Default 5 min.</summary>
    public TimeSpan WebhookPatience { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Networks whose addresses are never told, as <c>169.254.0.0/16</c>. By default those where clouds keep their secrets.</summary>
    public IList<string> ForbidWebhooksTo { get; } = ["169.254.0.0/16", "fe80::/10", "fd00:ec2::254/128"];

    internal IReadOnlyList<IPNetwork> ForbiddenNetworks() => [.. ForbidWebhooksTo.Select(n => IPNetwork.Parse(n))];

    internal ConfigureTeam ToCommand() => new(
        new TeamSettings
        {
            Workers = [.. Workers.Select(w => new WorkerSettings { Contact = w.Contact, Name = w.Name })],
            Queues = [new QueueSettings { Name = SettingsForm.DefaultQueue, Strategy = new StrategySettings { Name = Strategy } }],
            Rules = new TeamRules { SettleSeconds = (int)Settle.TotalSeconds },
        },
        Drain: true);
}

/// <summary>A worker of the team.</summary>
public sealed class WorkerOptions
{
    /// <summary>The contact URI, <c>user@domain</c>, with or without <c>sip:</c>.</summary>
    public string Contact { get; set; } = "";

    /// <summary>For people: one line of 1 to 200 characters.</summary>
    public string Name { get; set; } = "";
}
