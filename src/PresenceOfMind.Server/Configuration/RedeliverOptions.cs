namespace PresenceOfMind.Server.Configuration;

/// <summary>Whether a notification that the endpoint did not take is retried. A real node does not.</summary>
public sealed record RedeliverOptions
{
    /// <summary>Whether it is. Default false; the subscription then stays latched until it is fetched (PWS).</summary>
    public bool Enabled { get; set; }

    /// <summary>
    /// Endpoint URLs, each with all that begins with it, to which a notification is always sent again, for a program that serves its own
    /// listener. Default none.
    /// </summary>
    public IList<Uri> Always { get; } = [];

    /// <summary>The time to the first repetition; it doubles with each. Default 1 s, above 0.</summary>
    public TimeSpan First { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The most time between two. Default 5 min, at least <see cref="First"/>.</summary>
    public TimeSpan Most { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether a notification to an endpoint is sent again.</summary>
    internal bool IsFor(Uri endpoint) =>
        Enabled || Always.Any(url => endpoint.AbsoluteUri.StartsWith(url.AbsoluteUri, StringComparison.Ordinal));
}
