using System.Diagnostics;
using System.Runtime.Serialization;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Serialization;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Client.Watching;

/// <summary>Whom a watcher watches, as whom, and where.</summary>
public sealed record PresenceWatcherOptions
{
    /// <summary>The service: <c>http://host:8082</c> or <c>https://host:8083</c>.</summary>
    public required Uri Server { get; init; }

    /// <summary>
    /// The service's backup, in the same form: where to log in while <see cref="Server"/> fails. Null, the default, leaves it to
    /// the server, whose login names one where it has one.
    /// </summary>
    public Uri? BackupServer { get; init; }

    /// <summary>
    /// How long the server may fail before the backup is tried: no answer, or errors of its own (200 to 209), at least twice. One
    /// second to an hour; ten seconds by default, and never longer than <see cref="FetchInterval"/>. A server that is only busy
    /// (210, 212) does not fail. Half of it is the most that one request may take, so that a server which hangs is not believed longer.
    /// </summary>
    public TimeSpan FailOverAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How often to see, by a login, whether the home server is there again while at the backup; one second to a day; one minute
    /// by default, and up to sixteen times as long where it failed again soon after.
    /// </summary>
    public TimeSpan HomeProbeInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The certificate to expect by HTTPS, as <see cref="PwsClientOptions.ServerCertificate"/>; null by default.</summary>
    [JsonIgnore]
    public X509Certificate2? ServerCertificate { get; init; }

    /// <summary>
    /// Further certificates to expect: of the backup, and of nodes that redirects lead to, as
    /// <see cref="PwsClientOptions.OtherCertificates"/>; none by default.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyList<X509Certificate2> OtherCertificates { get; init; } = [];

    /// <summary>Further certificates to expect, from files, as <see cref="PwsClientOptions.Trusted"/>; null by default.</summary>
    [JsonIgnore]
    public TrustedCertificates? Trusted { get; init; }

    /// <summary>How messages name the setting that takes the certificate, as <see cref="PwsClientOptions.CertificateSetting"/>.</summary>
    public string CertificateSetting { get; init; } = nameof(ServerCertificate);

    /// <summary>The application user that logs in.</summary>
    public required string AppUser { get; init; }

    /// <summary>The application user's password. No text, JSON or debugger's view of these options shows it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting), IgnoreDataMember, DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public required string Password { get; init; }

    /// <summary>The end user who watches, without a domain.</summary>
    public required string EndUser { get; init; }

    /// <summary>
    /// Where the server reaches this program's endpoint, for example <c>http://10.0.0.5:8080/pws</c>: a port that the server
    /// takes for common. The watcher appends a segment that cannot be guessed.
    /// </summary>
    public required Uri CallbackUrl { get; init; }

    /// <summary>
    /// Whom to watch: URIs of the form <c>user@domain</c>. A contact that is listed twice counts once. More can be added and removed at any
    /// time (<see cref="PresenceWatcher.AddContacts"/>), so that there may be none here.
    /// </summary>
    public IReadOnlyList<string> Contacts { get; init; } = [];

    /// <summary>
    /// Whether to fetch rich presence: activities, remarks and devices, told as <see cref="PresenceChange.Details"/>. A change of
    /// them is then a change too. False by default: basic presence is much smaller.
    /// </summary>
    public bool Rich { get; init; }

    /// <summary>
    /// How long after a fetch the next is made though no notification came; one second to a day; ten minutes by default.
    /// </summary>
    public TimeSpan FetchInterval { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// For how long endpoint and subscriptions are made; both are refreshed at half of it. An hour to a day; an hour by default.
    /// </summary>
    public TimeSpan Expiry { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Whether application user and end user are this watcher's alone. Then it logs in with force at the start, which ends what
    /// a run that was killed left behind, and logs out at the end. False by default.
    /// </summary>
    public bool OwnsSession { get; init; }

    /// <summary>
    /// How long one request may take, its answer included, and never longer than half of <see cref="FailOverAfter"/>; more than zero,
    /// up to an hour; 30 seconds by default, so that by default it is that half: five seconds.
    /// </summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The longest wait between tries while the server fails; one second to an hour; one minute by default, and never longer than <see
    /// cref="FetchInterval"/>.
    /// </summary>
    public TimeSpan MaxBackoff { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How many contacts one subscription takes; 1 to 5,000; 5,000 by default.</summary>
    public int ContactsPerSubscription { get; init; } = 5000;

    /// <summary>How many events may wait for a reader, besides one for each contact; 16 or more; 10,000 by default.</summary>
    public int ReaderBacklog { get; init; } = 10_000;

    /// <summary>The most that one request may take.</summary>
    internal TimeSpan LongestRequest => RequestTimeout < FailOverAfter / 2 ? RequestTimeout : FailOverAfter / 2;

    /// <summary>Server, users and contacts, without the password.</summary>
    public override string ToString() => $"{EndUser} by {AppUser} at {Server}, {Contacts.Count} contacts";

    /// <summary>Checks each setting.</summary>
    /// <exception cref="ArgumentException">A setting is not what it takes; the message names it.</exception>
    public void Validate() => Validate("");

    /// <summary>Checks each setting.</summary>
    /// <param name="prefix">What stands before the settings' names where they come from.</param>
    internal void Validate(string prefix)
    {
        OptionGuard.Require(Server is { IsAbsoluteUri: true, Scheme: "http" or "https" }, prefix + nameof(Server), Server, "an absolute http or https address");
        OptionGuard.Require(
            BackupServer is null or { IsAbsoluteUri: true, Scheme: "http" or "https" }, prefix + nameof(BackupServer), BackupServer, "an absolute http or https address, or nothing");
        OptionGuard.Require(!string.IsNullOrWhiteSpace(AppUser), prefix + nameof(AppUser), AppUser, "the name of an application user");
        OptionGuard.Require(!string.IsNullOrEmpty(Password), prefix + nameof(Password), "", "the application user's password");
        OptionGuard.Require(!string.IsNullOrWhiteSpace(EndUser) && !EndUser.Contains('@', StringComparison.Ordinal), prefix + nameof(EndUser), EndUser, "an end user's name, without a domain");
        OptionGuard.Require(
            CallbackUrl is { IsAbsoluteUri: true, Scheme: "http" or "https", Query: "", Fragment: "" },
            prefix + nameof(CallbackUrl),
            CallbackUrl,
            "an absolute http or https address without query");
        RequireContacts(Contacts, prefix);
        Require(FailOverAfter, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1), prefix + nameof(FailOverAfter), "one second to an hour");
        Require(HomeProbeInterval, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1), prefix + nameof(HomeProbeInterval), "one second to a day");
        Require(FetchInterval, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1), prefix + nameof(FetchInterval), "one second to a day");
        Require(Expiry, TimeSpan.FromHours(1), TimeSpan.FromDays(1), prefix + nameof(Expiry), "an hour to a day");
        Require(RequestTimeout, TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1), prefix + nameof(RequestTimeout), "more than zero, up to an hour");
        Require(MaxBackoff, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1), prefix + nameof(MaxBackoff), "one second to an hour");
        OptionGuard.Require(ContactsPerSubscription is >= 1 and <= 5000, prefix + nameof(ContactsPerSubscription), ContactsPerSubscription, "1 to 5000");
        OptionGuard.Require(ReaderBacklog >= 16, prefix + nameof(ReaderBacklog), ReaderBacklog, "16 or more");
    }

    internal static void RequireContacts(IEnumerable<string> contacts, string prefix = "")
    {
        OptionGuard.Require(contacts is not null, prefix + nameof(Contacts), null, "a list of contacts");
        foreach (var contact in contacts!)
        {
            OptionGuard.Require(ContactUri.TryParse(contact, out _), prefix + nameof(Contacts), contact, "contacts of the form user@domain");
        }
    }

    /// <summary>The settings of the client that speaks to the server.</summary>
    internal PwsClientOptions ForClient() => new()
    {
        Server = Server,
        ServerCertificate = ServerCertificate,
        OtherCertificates = OtherCertificates,
        Trusted = Trusted,
        CertificateSetting = CertificateSetting,
        Timeout = LongestRequest,
    };

    private static void Require(TimeSpan value, TimeSpan least, TimeSpan most, string name, string takes) =>
        OptionGuard.Require(value >= least && value <= most, name, value, takes);
}
