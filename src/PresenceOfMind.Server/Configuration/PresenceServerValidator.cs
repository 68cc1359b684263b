using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using PresenceOfMind.Engine.Time;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Server.Configuration;

/// <summary>Checks the server's options when the host starts. Each fault names the setting and what it takes.</summary>
internal sealed class PresenceServerValidator : IValidateOptions<PresenceServerOptions>
{
    private static readonly TimeSpan LongestIdle = TimeSpan.FromDays(3650);

    public ValidateOptionsResult Validate(string? name, PresenceServerOptions options)
    {
        var faults = FindFaults(options).OfType<string>().ToList();
        return faults.Count > 0 ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }

    private static IEnumerable<string?> FindFaults(PresenceServerOptions options) =>
    [
        AtLeastOne(options.CallbacksPerHost),
        AtLeastOne(options.Callbacks),
        AtLeastOne(options.MaxEndpoints),
        AtLeastOne(options.MaxSubscriptions),
        AtLeastOne(options.MaxContacts),
        AtLeastOne(options.MaxBody),
        AtLeastOne(options.MaxRequestLine),
        AtLeastOne(options.FailedLoginsPerMinute),
        AtLeastOne(options.Load.RequestsPerSecond ?? 1),
        Within(TimeSpan.FromMilliseconds(100), TimerLimit.Longest, options.CallbackTimeout),
        Within(TimeSpan.FromMinutes(1), LongestIdle, options.SessionIdle),
        Within(TimeSpan.FromSeconds(1), TimerLimit.Longest, options.Load.Window),
        Within(TimeSpan.FromMilliseconds(1), TimerLimit.Longest, options.Redeliver.First),
        Within(options.Redeliver.First, TimerLimit.Longest, options.Redeliver.Most),
        OptionGuard.Find(options.Load.Threshold is > 0 and <= 1, "Load.Threshold", options.Load.Threshold, "a part from above 0 to 1"),
        OptionGuard.Find(IsName(options.NodeName), nameof(options.NodeName), options.NodeName, "a host name or address"),
        .. options.CommonPorts.Select(port => OptionGuard.Find(
            port is >= 1 and <= IPEndPoint.MaxPort, nameof(options.CommonPorts), port, $"ports, 1 to {IPEndPoint.MaxPort}")),
        .. options.ForbiddenNetworks.Select(network => OptionGuard.Find(
            IPNetwork.TryParse(network, out _), nameof(options.ForbiddenNetworks), network, "networks as address/bits")),
        .. options.Nodes.Select(node => OptionGuard.Find(
            IsName(node.Name), nameof(options.Nodes), node.Name, "nodes with a host name or address")),
        .. options.Nodes.Select(node => OptionGuard.Find(
            options.Nodes.Count(n => n.Name == node.Name) == 1, nameof(options.Nodes), node.Name, "each name once")),
        .. options.Homes.Select(home => OptionGuard.Find(
            options.Nodes.Any(n => n.Name == home.Value) || (options.Nodes.Count == 0 && home.Value == options.NodeName),
            $"{nameof(options.Homes)}[{home.Key}]",
            home.Value,
            $"the name of a node ({string.Join(", ", options.Nodes.Select(n => n.Name))})")),
    ];

    private static bool IsName(string name) => name.Length > 0 && !name.Contains('|', StringComparison.Ordinal);

    private static string? AtLeastOne(int value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        OptionGuard.Find(value >= 1, Plain(name), value, "1 or more");

    private static string? Within(
        TimeSpan least, TimeSpan most, TimeSpan value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        OptionGuard.Find(value >= least && value <= most, Plain(name), value, $"{least} to {most}");

    private static string Plain(string expression) => expression.Split(' ')[0].Replace("options.", "", StringComparison.Ordinal);
}
