using PresenceOfMind.App.Settings;
using PresenceOfMind.Server.Configuration;

namespace PresenceOfMind.App.Hosting;

/// <summary>Has the server play the nodes of the settings.</summary>
internal static class NodeExtensions
{
    /// <summary>Sets the nodes and the homes of users.</summary>
    /// <param name="options">The server's options.</param>
    /// <param name="settings">The settings, with ports that are known.</param>
    public static void Play(this PresenceServerOptions options, PomSettings settings)
    {
        if (settings.Nodes.Count == 0)
        {
            return;
        }

        options.Nodes = [.. settings.Nodes.Select(n => new PresenceNode(n.Told, [n.HttpPort, n.HttpsPort]))];
        options.Homes = settings.Homes.ToDictionary(h => h.Key, h => settings.Nodes.First(n => NodeSettings.Is(n, h.Value)).Told);
    }
}
