namespace PresenceOfMind.Protocol;

/// <summary>Numbers of the Presence Web Service that servers, clients, help texts and documents share. Source: PWS.</summary>
internal static class PwsFacts
{
    /// <summary>The service's port for HTTP.</summary>
    public const int HttpPort = 8082;

    /// <summary>The service's port for HTTPS.</summary>
    public const int HttpsPort = 8083;

    /// <summary>The shortest expiry in seconds: an hour (131 below).</summary>
    public const int LeastExpirySeconds = 3600;

    /// <summary>The longest expiry in seconds: a day (131 above).</summary>
    public const int MostExpirySeconds = 86_400;

    /// <summary>The most contacts of one subscription or request (135 above).</summary>
    public const int MostContacts = 5000;

    /// <summary>The part of its cores at and above which a node is busy, and holds its notifications back.</summary>
    public const double BusyLoad = 0.8;

    /// <summary>How often a client fetches without a notification.</summary>
    public static readonly TimeSpan FetchInterval = TimeSpan.FromMinutes(10);

    /// <summary>The shortest expiry.</summary>
    public static readonly TimeSpan LeastExpiry = TimeSpan.FromSeconds(LeastExpirySeconds);

    /// <summary>The longest expiry.</summary>
    public static readonly TimeSpan MostExpiry = TimeSpan.FromSeconds(MostExpirySeconds);
}
