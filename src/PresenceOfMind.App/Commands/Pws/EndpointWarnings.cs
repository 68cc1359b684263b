using PresenceOfMind.App.Output;
using PresenceOfMind.App.Sources;
using PresenceOfMind.Client;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.App.Commands.Pws;

/// <summary>
/// Warns of what a node accepts and says nothing of: an endpoint that it never calls, and contacts that it does not know.
/// </summary>
internal static class EndpointWarnings
{
    /// <summary>How many contacts are asked for at a time.</summary>
    private const int Batch = 500;

    private const int MostNamed = 10;

    /// <summary>Warns of an endpoint that the server is likely never to call.</summary>
    /// <param name="endpoint">The endpoint as the server is to call it.</param>
    /// <param name="server">The server.</param>
    /// <param name="commonPorts">The ports that the server's callbacks reach.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static Task OfEndpointAsync(Uri endpoint, Uri server, IReadOnlyList<int> commonPorts, CancellationToken cancellationToken) =>
        EndpointWarning.WriteAsync(endpoint, server, commonPorts, "--listen", "--host", cancellationToken);

    /// <summary>Warns of contacts that the server does not know.</summary>
    /// <param name="client">Speaks to the server.</param>
    /// <param name="user">The end user's session.</param>
    /// <param name="contacts">The contacts.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task OfContactsAsync(
        IPwsClient client, EndUserSession user, IReadOnlyCollection<string> contacts, CancellationToken cancellationToken)
    {
        try
        {
            var known = new HashSet<string>();
            foreach (var batch in contacts.Chunk(Batch))
            {
                known.UnionWith(
                    (await client.GetPresenceAsync(user, batch, cancellationToken)).Where(p => p.State != PresenceState.Unknown).Select(
                        p => Key(p.ContactUri)));
            }

            OfUnknown([.. contacts.Where(c => !known.Contains(Key(c)))]);
        }
        catch (Exception e) when (e is PwsException or PwsTransportException)
        {
            Terminal.Complain($"warning: the contacts could not be checked at the server: {e.Message}");
        }
    }

    private static void OfUnknown(IReadOnlyList<string> unknown)
    {
        if (unknown.Count > 0)
        {
            var names = string.Join(", ", unknown.Take(MostNamed)) + (unknown.Count > MostNamed
                ? $" and {unknown.Count - MostNamed} more"
                : "");
            Terminal.Complain($"warning: the server does not know {names}: check how the name and the domain are spelled.");
        }
    }

    private static string Key(string contact) => ContactUri.TryParse(contact, out var uri) ? uri.Key : contact;
}
