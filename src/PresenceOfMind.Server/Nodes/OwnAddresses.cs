using System.Net.NetworkInformation;

namespace PresenceOfMind.Server.Nodes;

/// <summary>What this machine is called, since samples take a node's name or address for the domain (PWS).</summary>
internal static class OwnAddresses
{
    /// <summary>The machine's name and its addresses.</summary>
    public static IEnumerable<string> All()
    {
        var addresses = NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(i => i.GetIPProperties().UnicastAddresses)
            .Select(a => a.Address.ToString().Split('%')[0]);
        return [Environment.MachineName, .. addresses];
    }
}
