using System.Diagnostics;
using System.Runtime.Serialization;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Serialization;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Client.Doctor;

/// <summary>The set-up that the doctor looks at.</summary>
internal sealed record DoctorOptions
{
    /// <summary>PWS: the ports that callbacks of a node reach.</summary>
    public static IReadOnlyList<int> UsualPorts { get; } = Protocol.CommonPorts.Default;

    /// <summary>The service: <c>http://host:8082</c> or <c>https://host:8083</c>.</summary>
    public required Uri Server { get; init; }

    /// <summary>The certificate to expect by HTTPS, as <see cref="PwsClientOptions.ServerCertificate"/>; null by default.</summary>
    [JsonIgnore]
    public X509Certificate2? ServerCertificate { get; init; }

    /// <summary>Further certificates to expect, from files, as <see cref="PwsClientOptions.Trusted"/>; null by default.</summary>
    [JsonIgnore]
    public TrustedCertificates? Trusted { get; init; }

    /// <summary>How findings name the setting that takes the certificate, as <see cref="PwsClientOptions.CertificateSetting"/>.</summary>
    public string CertificateSetting { get; init; } = nameof(ServerCertificate);

    /// <summary>The settings of the client that speaks to the server.</summary>
    internal PwsClientOptions ForClient() => new()
    {
        Server = Server,
        ServerCertificate = ServerCertificate,
        Trusted = Trusted,
        CertificateSetting = CertificateSetting,
    };

    /// <summary>The application user.</summary>
    public required string AppUser { get; init; }

    /// <summary>The application user's password. No text, JSON or debugger's view of these options shows it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting), IgnoreDataMember, DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public required string Password { get; init; }

    /// <summary>The end user, without a domain; null leaves out what needs one.</summary>
    public string? EndUser { get; init; }

    /// <summary>The application's endpoint as the server calls it; null leaves out what needs it.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>The application's subscription; null leaves out what needs it.</summary>
    public int? Subscription { get; init; }

    /// <summary>The contacts of the application's subscription, as far as they are known. None by default.</summary>
    public IReadOnlyList<string> Contacts { get; init; } = [];

    /// <summary>For how long the application makes endpoint and subscription; an hour by default.</summary>
    public TimeSpan Expiry { get; init; } = PwsFacts.LeastExpiry;

    /// <summary>How often the application fetches whatever happens; ten minutes by default.</summary>
    public TimeSpan FetchInterval { get; init; } = PwsFacts.FetchInterval;

    /// <summary>
    /// Whether the end user's own presence may be set, and set back, to see whether a notification comes. False by default.
    /// </summary>
    public bool MaySetPresence { get; init; }

    /// <summary>Whether the subscription may be fetched, which opens a latch that is stuck. False by default.</summary>
    public bool MayClearLatch { get; init; }

    /// <summary>How long a notification is waited for; more than zero, up to ten minutes; five seconds by default.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The ports that the server's callbacks reach; <see cref="UsualPorts"/> by default.</summary>
    public IReadOnlyList<int> CommonPorts { get; init; } = UsualPorts;

    /// <summary>Server and users, without the password.</summary>
    public override string ToString() => $"{EndUser} by {AppUser} at {Server}";

    /// <summary>Checks each setting.</summary>
    /// <exception cref="ArgumentException">A setting is not what it takes; the message names it.</exception>
    internal void Validate() => OptionGuard.Refuse(Check().OfType<string>());

    private IEnumerable<string?> Check()
    {
        yield return OptionGuard.Find(
            Server is { IsAbsoluteUri: true, Scheme: "http" or "https" }, nameof(Server), Server, "an absolute http or https address");
        yield return OptionGuard.Find(
            Endpoint is null or { IsAbsoluteUri: true, Scheme: "http" or "https" },
            nameof(Endpoint),
            Endpoint,
            "an absolute http or https address");
        yield return OptionGuard.Find(
            Patience > TimeSpan.Zero && Patience <= TimeSpan.FromMinutes(10),
            nameof(Patience),
            Patience,
            "more than zero, up to ten minutes");
    }
}
