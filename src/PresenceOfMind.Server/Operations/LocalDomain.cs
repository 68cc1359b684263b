using PresenceOfMind.Protocol;
using PresenceOfMind.Server.Configuration;
using PresenceOfMind.Server.Nodes;
using PresenceOfMind.Server.Subscriptions;

namespace PresenceOfMind.Server.Operations;

/// <summary>
/// What a contact's URI means. Samples take the node's name or address for the domain, so these, the domains configured
/// and the host that the request was sent to all mean the people of this system (PWS).
/// </summary>
internal sealed class LocalDomain(PresenceServerOptions options, NodeMap nodes)
{
    private readonly HashSet<string> _local = new(
        [.. options.Domains, .. nodes.Names.Select(Host), .. OwnAddresses.All()], StringComparer.OrdinalIgnoreCase);

    /// <summary>Settles what a URI means.</summary>
    /// <param name="text">The URI as the client spelled it.</param>
    /// <param name="requestHost">The host that the request was sent to, without a port.</param>
    /// <exception cref="PwsException">143 where it is empty, 124 where it is malformed.</exception>
    public ContactMessage Settle(string? text, string requestHost)
    {
        var uri = ContactUri.Parse(text);
        var local = Is(uri.Domain, requestHost);
        return new ContactMessage(local ? uri.User.ToLowerInvariant() : uri.Key, uri.Text, local);
    }

    private bool Is(string domain, string requestHost) =>
        _local.Contains(Host(domain)) || string.Equals(Host(domain), Host(requestHost), StringComparison.OrdinalIgnoreCase);

    // Without a port, and without the brackets of an IPv6 address.
    private static string Host(string name) =>
        name.StartsWith('[') ? name.Split(']')[0][1..] : name.Split(':') is [var host, _] ? host : name;
}
