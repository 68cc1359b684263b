using System.Net;
using System.Runtime.CompilerServices;
using PresenceOfMind.Engine.Time;

namespace PresenceOfMind.Server.Configuration;

/// <summary>Refuses options that make no sense before anything starts, each by its name and what it takes.</summary>
internal static class OptionsCheck
{
    private static readonly TimeSpan LongestIdle = TimeSpan.FromDays(3650);

    /// <exception cref="ArgumentException">One of them does not.</exception>
    public static PresenceServerOptions Checked(this PresenceServerOptions options)
    {
        AtLeastOne(options.CallbacksPerHost);
        AtLeastOne(options.Callbacks);
        AtLeastOne(options.MaxEndpoints);
        AtLeastOne(options.MaxSubscriptions);
        AtLeastOne(options.MaxContacts);
        AtLeastOne(options.MaxBody);
        AtLeastOne(options.MaxRequestLine);
        AtLeastOne(options.FailedLoginsPerMinute);
        AtLeastOne(options.Load.RequestsPerSecond ?? 1);
        Within(TimeSpan.FromMilliseconds(100), TimerLimit.Longest, options.CallbackTimeout);
        Within(TimeSpan.FromMinutes(1), LongestIdle, options.SessionIdle);
        Within(TimeSpan.FromSeconds(1), TimerLimit.Longest, options.Load.Window);
        Within(TimeSpan.FromMilliseconds(1), TimerLimit.Longest, options.Redeliver.First);
        Within(options.Redeliver.First, TimerLimit.Longest, options.Redeliver.Most);
        Refuse(options.Load.Threshold is > 0 and <= 1, "Load.Threshold", options.Load.Threshold, "a part from above 0 to 1");
        Refuse(!options.NodeName.Contains('|', StringComparison.Ordinal) && options.NodeName.Length > 0, "NodeName", options.NodeName, "a host name or address");
        foreach (var network in options.ForbiddenNetworks)
        {
            Refuse(IPNetwork.TryParse(network, out _), "ForbiddenNetworks", network, "networks as address/bits");
        }

        foreach (var node in options.Nodes)
        {
            Refuse(node.Name.Length > 0 && !node.Name.Contains('|', StringComparison.Ordinal), "Nodes", node.Name, "nodes with a host name or address");
            Refuse(options.Nodes.Count(n => n.Name == node.Name) == 1, "Nodes", node.Name, "each name once");
        }

        foreach (var (user, home) in options.Homes)
        {
            Refuse(options.Nodes.Any(n => n.Name == home) || (options.Nodes.Count == 0 && home == options.NodeName), $"Homes[{user}]", home, $"the name of a node ({string.Join(", ", options.Nodes.Select(n => n.Name))})");
        }

        return options;
    }

    private static void AtLeastOne(int value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        Refuse(value >= 1, Plain(name), value, "1 or more");

    private static void Within(TimeSpan least, TimeSpan most, TimeSpan value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        Refuse(value >= least && value <= most, Plain(name), value, $"{least} to {most}");

    private static void Refuse(bool isRight, string name, object value, string takes)
    {
        if (!isRight)
        {
            throw new ArgumentException($"The setting {name} is \"{value}\"; it takes {takes}.");
        }
    }

    private static string Plain(string expression) => expression.Split(' ')[0].Replace("options.", "", StringComparison.Ordinal);
}
