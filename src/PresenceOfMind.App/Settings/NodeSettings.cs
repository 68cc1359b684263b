using System.Globalization;
using System.Net;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Settings;

/// <summary>Reads the settings of nodes: pairs with commas between them.</summary>
internal static class NodeSettings
{
    /// <summary>What the setting <c>nodes</c> takes.</summary>
    public const string Takes =
        "nodes as host=http-port/https-port separated by commas, each host once, such as "
            + "im1.example.com=8082/8083,im2.example.com=9082/9083";

    /// <summary>The nodes; null where one is none, or named twice.</summary>
    public static IReadOnlyList<NodeSetting>? Nodes(string text)
    {
        var nodes = new List<NodeSetting>();
        foreach (var (name, ports) in Pairs(text))
        {
            if (ports?.Split('/') is not [var http, var https] || Port(http) is not { } httpPort || Port(https) is not { } httpsPort)
            {
                return null;
            }

            nodes.Add(new NodeSetting(name, httpPort, httpsPort));
        }

        var names = nodes.Select(n => n.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count();
        return nodes.Count > 0 && names == nodes.Count && nodes.TrueForAll(IsNamed) ? nodes : null;
    }

    /// <summary>Users and the nodes that they are at home on; null where a pair is none, or a user is named twice.</summary>
    public static IReadOnlyDictionary<string, string>? Homes(string text)
    {
        var homes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        return Pairs(text).All(pair => pair.Value is { Length: > 0 } && homes.TryAdd(pair.Key, pair.Value)) && homes.Count > 0
            ? homes
            : null;
    }

    /// <summary>Refuses homes that are no nodes.</summary>
    /// <exception cref="UserException">One is none.</exception>
    public static void Check(PomSettings settings)
    {
        if (settings.Nodes.Count == 0 && settings.Homes.Count > 0)
        {
            throw new UserException(ExitCode.Usage, "--homes assigns users to several nodes: name the nodes with --nodes.");
        }

        foreach (var (user, home) in settings.Homes)
        {
            if (!settings.Nodes.Any(n => Is(n, home)))
            {
                throw new UserException(
                    ExitCode.Usage,
                    $"the home of {user} is \"{home}\", which is not one of the nodes: choose one of --nodes "
                        + $"({string.Join(", ", settings.Nodes.Select(n => n.Name))}) in --homes.");
            }
        }
    }

    /// <summary>Whether a home means a node.</summary>
    public static bool Is(NodeSetting node, string home) => string.Equals(node.Name, home, StringComparison.OrdinalIgnoreCase);

    private static bool IsNamed(NodeSetting node) => Uri.CheckHostName(node.Host.Trim('[', ']')) != UriHostNameType.Unknown;

    private static IEnumerable<(string Key, string? Value)> Pairs(string text) =>
        from part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        let sides = part.Split('=', 2, StringSplitOptions.TrimEntries)
        select (sides[0], sides.ElementAtOrDefault(1));

    private static int? Port(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= IPEndPoint.MaxPort ? port : null;
}
