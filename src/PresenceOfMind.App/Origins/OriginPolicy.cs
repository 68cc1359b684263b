namespace PresenceOfMind.App.Origins;

/// <summary>
/// Which requests of a browser's pages are carried out. A browser says where the page comes from (<c>Origin</c>, RFC 6454) and how
/// that relates to the address that it asks (<c>Sec-Fetch-Site</c>, Fetch Metadata); programs say neither and are let through.
/// </summary>
internal sealed class OriginPolicy
{
    private readonly string? _public;
    private readonly HashSet<string> _allowed;

    /// <summary>Makes the policy.</summary>
    /// <param name="publicUrl">Where browsers reach the page; null where that is what the request itself says.</param>
    /// <param name="allowed">Further origins, each as scheme, host and port.</param>
    public OriginPolicy(Uri? publicUrl, IEnumerable<string> allowed)
    {
        _public = publicUrl?.GetLeftPart(UriPartial.Authority);
        _allowed = new HashSet<string>(allowed, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Why a request that changes something, or opens a WebSocket, is refused; null where it is carried out.</summary>
    /// <param name="origins">The values of <c>Origin</c>.</param>
    /// <param name="fetchSite">The value of <c>Sec-Fetch-Site</c>; empty where there is none.</param>
    /// <param name="host">The value of <c>Host</c>.</param>
    public string? Refuse(IReadOnlyList<string?> origins, string fetchSite, string host)
    {
        var origin = origins.Count == 1 ? Parse(origins[0]) : null;
        if (origin is not null && _allowed.Contains(origin))
        {
            return null;
        }

        if (origins.Count > 0 && (origin is null || !IsOwn(origin, host)))
        {
            return $"This request comes from a page of another origin ({string.Join(", ", origins)}). "
                + "Set --public-url to the address of this page in browsers, or add the origin to --allowed-origins.";
        }

        return fetchSite is "" or "same-origin" or "none"
            ? null
            : $"This request comes from a page of another site (Sec-Fetch-Site: {fetchSite}). "
                + "To allow it, add its origin to --allowed-origins.";
    }

    /// <summary>An origin as it is compared: scheme and host in small letters, the port where it is not the scheme's own.</summary>
    /// <param name="text">Such as <c>https://desk.example.com</c>.</param>
    /// <returns>The origin; null where the text is none, as <c>null</c> is.</returns>
    public static string? Parse(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
        && url.UserInfo.Length == 0
        && url.PathAndQuery == "/"
        && url.Fragment.Length == 0
        && !text!.EndsWith('/')
            ? url.GetLeftPart(UriPartial.Authority)
            : null;

    /// <summary>
    /// The host of the request counts where no public URL is given, since a proxy that ends TLS changes the scheme alone. Beside a
    /// public URL it counts only as an address or <c>localhost</c>: another name could be one that an attacker points here.
    /// </summary>
    private bool IsOwn(string origin, string host)
    {
        if (string.Equals(origin, _public, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var own = new Uri(origin);
        return (_public is null || own.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6 || own.IsLoopback)
            && Uri.TryCreate($"{own.Scheme}://{host}", UriKind.Absolute, out var asked)
            && string.Equals(asked.Authority, own.Authority, StringComparison.OrdinalIgnoreCase);
    }
}
