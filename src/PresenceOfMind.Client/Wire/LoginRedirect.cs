using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Rest;

namespace PresenceOfMind.Client.Wire;

/// <summary>Finds the way from a node that is not the user's home to the one that is. Source: PWS.</summary>
internal static class LoginRedirect
{
    /// <summary>Where to go on: to the home of an application user; an end user cannot be logged in there by this session.</summary>
    /// <exception cref="PwsRedirectException">An end user is at home there.</exception>
    internal static Uri Follow(Uri home, string user, bool byApplication) =>
        byApplication ? throw new PwsRedirectException(user, home) : home;

    /// <summary>The base of the service at a node that another one named.</summary>
    /// <returns>Null where the name is none.</returns>
    internal static Uri? NodeNamed(string name, Uri by) => Next(by, null, new SessionRedirect(name, null));

    /// <summary>The base of the service at the user's home.</summary>
    /// <param name="from">The node that answered.</param>
    /// <param name="location">The answer's <c>Location</c>, which counts where it is there.</param>
    /// <param name="redirect">What the body says; null where it says nothing.</param>
    /// <returns>Null where neither names a node, or the way would leave HTTPS.</returns>
    internal static Uri? Next(Uri from, string? location, SessionRedirect? redirect)
    {
        var text = location ?? (redirect is null ? null : $"{SchemeOf(redirect.PrimaryServer, from)}://{redirect.PrimaryServer}");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var home) || home.Scheme is not ("http" or "https") || home.Host.Length == 0)
        {
            return null;
        }

        if (from.Scheme == Uri.UriSchemeHttps && home.Scheme != Uri.UriSchemeHttps)
        {
            return null;
        }

        // A node is named without its port where that is the service's usual one, which is not the scheme's.
        var port = home.IsDefaultPort && !text.Contains($":{home.Port}", StringComparison.Ordinal)
            ? (home.Scheme == Uri.UriSchemeHttps ? PwsFacts.HttpsPort : PwsFacts.HttpPort)
            : home.Port;
        return RestPaths.BaseOf(new UriBuilder(home.Scheme, home.Host, port).Uri);
    }

    // Location leads to HTTPS, and so does a port that stands in a node's name, unless it is the usual one of HTTP.
    private static string SchemeOf(string name, Uri from) =>
        name.LastIndexOf(':') > name.LastIndexOf(']') && !name.EndsWith(
            $":{PwsFacts.HttpPort}", StringComparison.Ordinal) ? Uri.UriSchemeHttps : from.Scheme;
}
