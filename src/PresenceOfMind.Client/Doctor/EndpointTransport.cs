using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace PresenceOfMind.Client.Doctor;

/// <summary>Checks an endpoint's URL before a program listens there: what would prevent a node from calling it.</summary>
internal static class EndpointTransport
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    /// <summary>Finds what is wrong with a URL.</summary>
    /// <param name="endpoint">The endpoint as the server is to call it.</param>
    /// <param name="server">The server.</param>
    /// <param name="commonPorts">The ports that the server's callbacks reach.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What is wrong or doubtful; none where nothing is, which does not prove that the server reaches it.</returns>
    public static async Task<IReadOnlyList<Finding>> ExamineAsync(
        Uri endpoint, Uri server, IReadOnlyList<int> commonPorts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(commonPorts);
        Finding?[] found = [await HostAsync(
            endpoint, server, cancellationToken).ConfigureAwait(false), EndpointFindings.Port(endpoint, commonPorts)];
        return [.. found.OfType<Finding>().Where(f => f.Severity > Severity.Skipped)];
    }

    private static async Task<Finding?> HostAsync(Uri endpoint, Uri server, CancellationToken cancellationToken)
    {
        var addresses = await ProbeTransport.AddressesAsync(endpoint, cancellationToken).ConfigureAwait(false);
        if (addresses.Length == 0)
        {
            return EndpointFindings.UnknownHost(endpoint);
        }

        if (addresses.Any(IPAddress.IsLoopback))
        {
            var isHere = (await ProbeTransport.AddressesAsync(server, cancellationToken).ConfigureAwait(false)).Any(IPAddress.IsLoopback);
            return isHere ? null : EndpointFindings.Loopback(endpoint);
        }

        var own = NetworkInterface
            .GetAllNetworkInterfaces()
            .SelectMany(n => n.GetIPProperties().UnicastAddresses)
            .Select(u => u.Address)
            .ToHashSet();
        return addresses.Any(own.Contains) || await IsThereAsync(
            endpoint, cancellationToken).ConfigureAwait(false) ? null : EndpointFindings.Unreachable(endpoint);
    }

    // A machine that refuses the connection is there: nothing listens before the application is up.
    private static async Task<bool> IsThereAsync(Uri endpoint, CancellationToken cancellationToken) =>
        await new ProbeTransport(Timeout).ConnectAsync(endpoint.IdnHost, endpoint.Port, cancellationToken).ConfigureAwait(false)
            is null or SocketError.ConnectionRefused or SocketError.ConnectionReset;
}
