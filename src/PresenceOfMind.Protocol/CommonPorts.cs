namespace PresenceOfMind.Protocol;

/// <summary>
/// The common ports: a node registers an endpoint on any port without an error, and calls back only those on a common port. Source: PWS.
/// </summary>
internal static class CommonPorts
{
    /// <summary>The common ports of a node as it is installed, in ascending order.</summary>
    public static readonly IReadOnlyList<int> Default = [80, 81, 82, 443, 8000, 8008, 8080, 8081, 8088, 8443, 8888];

    private const int MostListed = 20;

    /// <summary>Why no callback reaches an endpoint; null where its port is a common one.</summary>
    /// <param name="endpoint">The address that a notification calls.</param>
    /// <param name="ports">The common ports of the node.</param>
    public static string? FindFault(Uri endpoint, ICollection<int> ports) => ports.Contains(endpoint.Port)
        ? null
        : $"Port {endpoint.Port} is not among the common ports that callbacks reach "
            + $"({string.Join(", ", ports.Order().Take(MostListed))}); listen on one of these.";
}
