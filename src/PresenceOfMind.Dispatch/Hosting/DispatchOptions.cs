using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Engine.Network;

namespace PresenceOfMind.Dispatch.Hosting;

/// <summary>What this program's dispatcher begins with.</summary>
public sealed class DispatchOptions
{
    /// <summary>
    /// The teams to begin with, by name: 1 to 100 characters of A-Z, a-z, 0-9, <c>-</c>, <c>_</c>, <c>.</c> and <c>~</c>. A team that is
    /// not there is made at start. One that is there is made what stands here only where that is not what stood here at the last
    /// start, so that what was changed meanwhile is not undone; workers and queues that are no longer named then finish their work
    /// and go. Default none.
    /// </summary>
    public IDictionary<TeamName, TeamSettings> Teams { get; } = new Dictionary<TeamName, TeamSettings>();

    /// <summary>How long an address that is told of a task has to answer, 1 s to 2 min. Default 10 s.</summary>
    public TimeSpan WebhookTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// For how long an address that does not take what it is told is told again, with growing pauses, 0 to 1 day. Default 5 min. It is told
    /// at least once.
    /// </summary>
    public TimeSpan WebhookPatience { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How often an event stream in which nothing happens says that it is there, 1 s to 1 min. Default 15 s.</summary>
    public TimeSpan StreamHeartbeat { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Networks whose addresses are never told, as <c>169.254.0.0/16</c>. By default link-local ones, where clouds keep their secrets.
    /// </summary>
    public IList<string> ForbidWebhooksTo { get; set; } = [.. ForbiddenNetworks.Default];

    /// <summary>
    /// Loopback and private networks that webhooks may reach, as <c>10.1.0.0/16</c>. Default none: webhooks reach public addresses alone.
    /// </summary>
    public IList<string> AllowWebhooksTo { get; set; } = [];
}
