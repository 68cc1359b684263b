using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Refusals;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Engine.Network;

namespace PresenceOfMind.Dispatch.Teams;

/// <summary>
/// Refuses settings with webhooks to networks that are not allowed. Which these are depends on where the program runs, so no team decides
/// it. A host name is checked when the webhook is sent.
/// </summary>
internal static class WebhookAddressCheck
{
    /// <summary>The first webhook of a command that is refused; null where there is none.</summary>
    public static Refusal? Check(TeamCommand command, WebhookNetworks networks) => command switch
    {
        ConfigureTeam c => Check(c.Settings, networks).FirstOrDefault(),
        PutQueue c => First(WebhooksOf(c.Queue, ""), networks),
        PutRoute c => First(WebhooksOf(c.Route, ""), networks),
        _ => null,
    };

    /// <summary>All webhooks of a team that are refused.</summary>
    public static IEnumerable<Refusal> Check(TeamSettings team, WebhookNetworks networks) => Refuse(
        team.Queues.SelectMany((queue, i) => WebhooksOf(queue, $"queues[{i}]"))
            .Concat(team.Routes.SelectMany((route, i) => WebhooksOf(route, $"routes[{i}]"))),
        networks);

    private static Refusal? First(IEnumerable<(string Path, Uri? Url)> webhooks, WebhookNetworks networks) =>
        Refuse(webhooks, networks).FirstOrDefault();

    // What is no address at all, SettingsCheck refuses.
    private static IEnumerable<Refusal> Refuse(IEnumerable<(string Path, Uri? Url)> webhooks, WebhookNetworks networks) =>
        from webhook in webhooks
        where SettingsTexts.IsAddress(webhook.Url)
        let reason = networks.Refuse(webhook.Url!)
        where reason is not null
        select Refusal.Invalid(webhook.Path, reason);

    private static IEnumerable<(string Path, Uri? Url)> WebhooksOf(QueueSettings queue, string path) =>
    [
        (SettingsFaults.Join(path, "whenFull.url"), queue.WhenFull.Url),
        (SettingsFaults.Join(path, "whenWaitedTooLong.url"), queue.WhenWaitedTooLong.Url),
        (SettingsFaults.Join(path, "whenNobodyWorks.url"), queue.WhenNobodyWorks.Url),
    ];

    private static IEnumerable<(string Path, Uri? Url)> WebhooksOf(RouteSettings route, string path) =>
        route.Steps.Select((step, i) => (SettingsFaults.Join(path, $"steps[{i}].webhook"), step.Webhook));
}
