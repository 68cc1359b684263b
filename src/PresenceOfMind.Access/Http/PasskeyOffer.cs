using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace PresenceOfMind.Access.Http;

/// <summary>Whether browsers offer passkeys at an address.</summary>
/// <param name="options">Which domain the passkeys are for.</param>
public sealed class PasskeyOffer(IOptions<IdentityPasskeyOptions> options)
{
    private const string Localhost = "localhost";

    /// <summary>
    /// Whether browsers offer them at the address of a request: by HTTPS or on this machine, under a name, and the public one where there
    /// is one.
    /// </summary>
    /// <param name="request">The request.</param>
    public bool IsMade(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var host = request.Host.Host;
        var domain = options.Value.ServerDomain ?? host;
        return Uri.CheckHostName(domain) is UriHostNameType.Dns
            && string.Equals(host, domain, StringComparison.OrdinalIgnoreCase)
            && (request.IsHttps || string.Equals(host, Localhost, StringComparison.OrdinalIgnoreCase));
    }
}
