using System.Net;
using Microsoft.Extensions.Options;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Hosting;

/// <summary>Checks the dispatcher's options when the host starts. Each fault names the setting and what it takes.</summary>
internal sealed class DispatchOptionsValidator : IValidateOptions<DispatchOptions>
{
    public ValidateOptionsResult Validate(string? name, DispatchOptions options)
    {
        var faults = FindFaults(options).OfType<string>().ToList();
        return faults.Count > 0 ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }

    private static IEnumerable<string?> FindFaults(DispatchOptions options) =>
    [
        Within(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(2), nameof(options.WebhookTimeout), options.WebhookTimeout),
        Within(TimeSpan.Zero, TimeSpan.FromDays(1), nameof(options.WebhookPatience), options.WebhookPatience),
        Within(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), nameof(options.StreamHeartbeat), options.StreamHeartbeat),
        .. options.ForbidWebhooksTo.Select(network => Network(nameof(options.ForbidWebhooksTo), network)),
        .. options.AllowWebhooksTo.Select(network => Network(nameof(options.AllowWebhooksTo), network)),
        .. TeamsFile.Check(options.Teams).Select(fault => $"{fault.Field}: {fault.Detail}"),
    ];

    private static string? Network(string name, string network) =>
        OptionGuard.Find(IPNetwork.TryParse(network, out _), name, network, "networks as 169.254.0.0/16");

    private static string? Within(TimeSpan least, TimeSpan most, string name, TimeSpan value) =>
        OptionGuard.Find(value >= least && value <= most, name, value, $"{least} to {most}");
}
