using System.Net;

namespace PresenceOfMind.Client.Watching;

/// <summary>
/// Which domains are a node's name or address, and so mean the node's own domain: samples write contacts that way, and nodes answer with
/// either (PWS, "contacts").
/// </summary>
internal sealed class NodeNames
{
    private readonly HashSet<string> _hosts = new(StringComparer.OrdinalIgnoreCase);

    public NodeNames(params Uri?[] servers)
    {
        foreach (var server in servers.OfType<Uri>())
        {
            Add(server.Host);
        }
    }

    /// <summary>A further node.</summary>
    public void Add(string host) => _hosts.Add(host);

    /// <summary>Whether two contacts may be the same person by this alone: the same user, and one of both domains is a node's.</summary>
    /// <param name="one">The key of one.</param>
    /// <param name="other">The key of the other.</param>
    public bool MayBeSame(string one, string other)
    {
        var ((user, domain), (otherUser, otherDomain)) = (WatchedContacts.Split(one), WatchedContacts.Split(other));
        return user == otherUser && (Contains(domain) || Contains(otherDomain));
    }

    /// <summary>Whether a domain is a node's: one that is known, an address, or a name without a dot.</summary>
    public bool Contains(string domain)
    {
        var host = domain.StartsWith('[') || domain.Count(c => c == ':') != 1
            ? domain
            : domain[..domain.IndexOf(':', StringComparison.Ordinal)];
        return _hosts.Contains(host) || !host.Contains('.', StringComparison.Ordinal) || IPAddress.TryParse(host.Trim('[', ']'), out _);
    }
}
