using System.Collections.Immutable;
using System.Net;
using PresenceOfMind.Access.Audit;
using PresenceOfMind.Access.Limits;
using PresenceOfMind.Access.OpenId;
using PresenceOfMind.Dispatch.Hosting;
using PresenceOfMind.Protocol;
using PresenceOfMind.Server.Configuration;
using PresenceOfMind.Web.Access;

namespace PresenceOfMind.App.Settings;

/// <summary>What can be set, with its default. <see cref="SettingTable"/> says what each is called and takes.</summary>
internal sealed record PomSettings
{
    /// <summary>The address that the three ports listen at. Loopback, so that no other machine reaches a demo.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port of the page, the API, the endpoint listener and /admin.</summary>
    public int Port { get; init; } = 8080;

    /// <summary>The port of the Presence Web Service over HTTP (PWS: 8082).</summary>
    public int PwsHttpPort { get; init; } = PwsFacts.HttpPort;

    /// <summary>The port of the Presence Web Service over HTTPS (PWS: 8083).</summary>
    public int PwsHttpsPort { get; init; } = PwsFacts.HttpsPort;

    /// <summary>The nodes that <c>pom server</c> plays, each at ports of its own; none is one node at the two ports above.</summary>
    public IReadOnlyList<NodeSetting> Nodes { get; init; } = [];

    /// <summary>Users and the nodes that they are at home on; others are spread over all.</summary>
    public IReadOnlyDictionary<string, string> Homes { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>
    /// The port of /admin, health and metrics in <c>pom server</c>, which leaves 8080 to the applications that are tested against it.
    /// </summary>
    public int AdminPort { get; init; } = 8084;

    /// <summary>Where browsers reach the page, with the path before it; null where it is what they ask for.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>Whether the page's port, or that of /admin in <c>pom server</c>, speaks HTTPS.</summary>
    public bool PageHttps { get; init; }

    /// <summary>The proxies whose forwarded headers count, each as an address or as address/bits.</summary>
    public IReadOnlyList<string> TrustedProxies { get; init; } = [];

    /// <summary>Further origins whose pages may send requests, each as scheme, host and port.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>Whether everybody is let in as administrator from other machines too, while there is no account and no API key.</summary>
    public bool Open { get; init; }

    /// <summary>How many days an entry of the audit is kept.</summary>
    public int AuditDays { get; init; } = new AuditOptions().Days;

    /// <summary>How many requests a minute are taken of a key, and of an address without one.</summary>
    public LimitOptions Limits { get; init; } = new();

    /// <summary>How many pages may be open.</summary>
    public PageLimits Pages { get; init; } = new();

    /// <summary>How many event streams may be open.</summary>
    public StreamLimits Streams { get; init; } = new();

    /// <summary>How often an event stream in which nothing happens says that it is there.</summary>
    public TimeSpan StreamHeartbeat { get; init; } = new DispatchOptions().StreamHeartbeat;

    /// <summary>The identity provider (OpenID Connect); null for none.</summary>
    public Uri? OidcAuthority { get; init; }

    /// <summary>This program at the identity provider; null where people do not sign in with it.</summary>
    public string? OidcClientId { get; init; }

    /// <summary>The secret of this program at the identity provider; null for a public client.</summary>
    public string? OidcClientSecret { get; init; }

    /// <summary>The audience of the access tokens that the API takes; null where it takes none.</summary>
    public string? OidcAudience { get; init; }

    /// <summary>Which role a group of the identity provider has here.</summary>
    public IReadOnlyList<RoleMapping> OidcRoles { get; init; } = [];

    /// <summary>The claim with the groups or roles.</summary>
    public string OidcRolesClaim { get; init; } = "groups";

    /// <summary>The claim with a person's contact.</summary>
    public string OidcContactClaim { get; init; } = "email";

    /// <summary>The claim with the name that is shown and logged.</summary>
    public string OidcNameClaim { get; init; } = "preferred_username";

    /// <summary>What is asked for at the sign-in, separated by spaces.</summary>
    public string OidcScopes { get; init; } = OpenIdOptions.UsualScopes;

    /// <summary>What people call the identity provider: "Sign in with …".</summary>
    public string OidcTitle { get; init; } = "OpenID Connect";

    /// <summary>The folder that everything is kept in.</summary>
    public string Data { get; init; } = DataFolderDefault.Path;

    /// <summary>One's own certificate, PEM or PFX; null has one made and kept in the data folder.</summary>
    public string? Certificate { get; init; }

    /// <summary>The private key of a PEM certificate; null where the certificate's file holds it too.</summary>
    public string? CertificateKey { get; init; }

    /// <summary>The password of the certificate's private key; null where it has none.</summary>
    public string? CertificatePassword { get; init; }

    /// <summary>People and application users for <c>pom server</c>, a JSON file.</summary>
    public string? Directory { get; init; }

    /// <summary>Teams to begin with, a JSON file.</summary>
    public string? Teams { get; init; }

    /// <summary>The Presence Web Service that <c>pom dispatch</c> watches: <c>https://host:8083</c>.</summary>
    public Uri? PwsServer { get; init; }

    /// <summary>That service's backup, where the service does not name it itself.</summary>
    public Uri? PwsBackup { get; init; }

    /// <summary>The certificate that the service shows, PEM; null for one that this machine trusts.</summary>
    public string? PwsCertificate { get; init; }

    /// <summary>The application user that <c>pom dispatch</c> logs in as.</summary>
    public string? AppUser { get; init; }

    /// <summary>The application user's password.</summary>
    public string? AppPassword { get; init; }

    /// <summary>The end user as whom <c>pom dispatch</c> watches.</summary>
    public string? EndUser { get; init; }

    /// <summary>Where the service reaches this program's endpoint; null has it made from address and port.</summary>
    public Uri? CallbackUrl { get; init; }

    /// <summary>Whether application user and end user are this program's alone.</summary>
    public bool OwnsSession { get; init; }

    /// <summary>How long the service may fail before its backup is tried; half of it is the most that one request may take.</summary>
    public TimeSpan FailOverAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long one request to the service may take.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often the watcher fetches whatever happens.</summary>
    public TimeSpan FetchInterval { get; init; } = PwsFacts.FetchInterval;

    /// <summary>The collector that metrics are sent to by OTLP over gRPC; null sends none.</summary>
    public Uri? OtlpEndpoint { get; init; }

    /// <summary>Networks that neither callbacks nor webhooks may reach, each as address/bits.</summary>
    public IReadOnlyList<string> ForbiddenNetworks { get; init; } = Engine.Network.ForbiddenNetworks.Default;

    /// <summary>
    /// Loopback and private networks that webhooks may reach, each as address/bits; null for the default of each command.
    /// </summary>
    public IReadOnlyList<string>? WebhookNetworks { get; init; }

    /// <summary>Changes the defaults of the Presence Web Service.</summary>
    public Action<PresenceServerOptions> Server { get; init; } = _ => { };

    /// <summary>Where it listens and what it keeps, without passwords.</summary>
    public override string ToString() => $"{Address}, port {Port}, data {Data}";

    /// <summary>What is logged.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Warning;
}
