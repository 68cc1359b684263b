using System.Diagnostics;
using System.Runtime.Serialization;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Serialization;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Client.Watching;

/// <summary>Whom a watcher watches, as whom, and where.</summary>
public sealed record PresenceWatcherOptions
{
    private static readonly TimeSpan OneSecond = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan OneHour = TimeSpan.FromHours(1);
    private static readonly TimeSpan OneDay = TimeSpan.FromDays(1);

    /// <summary>The service: <c>http://host:8082</c> or <c>https://host:8083</c>.</summary>
    public required Uri Server { get; set; }

    /// <summary>
    /// The service's backup, in the same form: where to log in while <see cref="Server"/> fails. Null, the default, leaves it to
    /// the server, whose login names one where it has one.
    /// </summary>
    public Uri? BackupServer { get; set; }

    /// <summary>
    /// How long the server may fail before the backup is tried: no answer, or errors of its own (200 to 209), at least twice. One
    /// second to an hour; ten seconds by default, and never longer than <see cref="FetchInterval"/>. A server that is only busy
    /// (210, 212) does not fail. Half of it is the most that one request may take, so that a server which hangs is not believed longer.
    /// </summary>
    public TimeSpan FailOverAfter { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How often to see, by a login, whether the home server is there again while at the backup; one second to a day; one minute
    /// by default, and up to sixteen times as long where it failed again soon after.
    /// </summary>
    public TimeSpan HomeProbeInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The certificate to expect by HTTPS, as <see cref="PwsClientOptions.ServerCertificate"/>; null by default.</summary>
    [JsonIgnore]
    public X509Certificate2? ServerCertificate { get; set; }

    /// <summary>
    /// Further certificates to expect: of the backup, and of nodes that redirects lead to, as
    /// <see cref="PwsClientOptions.OtherCertificates"/>; none by default.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyList<X509Certificate2> OtherCertificates { get; set; } = [];

    /// <summary>Further certificates to expect, from files, as <see cref="PwsClientOptions.Trusted"/>; null by default.</summary>
    [JsonIgnore]
    public TrustedCertificates? Trusted { get; set; }

    /// <summary>How messages name the setting that takes the certificate, as <see cref="PwsClientOptions.CertificateSetting"/>.</summary>
    public string CertificateSetting { get; set; } = nameof(ServerCertificate);

    /// <summary>The application user that logs in.</summary>
    public required string AppUser { get; set; }

    /// <summary>The application user's password. No text, JSON or debugger's view of these options shows it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting), IgnoreDataMember, DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public required string Password { get; set; }

    /// <summary>The end user who watches, without a domain.</summary>
    public required string EndUser { get; set; }

    /// <summary>
    /// Where the server reaches this program's endpoint, for example <c>http://10.0.0.5:8080/pws</c>: a port that the server
    /// takes for common. The watcher appends a segment that cannot be guessed.
    /// </summary>
    public required Uri CallbackUrl { get; set; }

    /// <summary>
    /// Whom to watch: URIs of the form <c>user@domain</c>. A contact that is listed twice counts once. More can be added and removed at any
    /// time (<see cref="PresenceWatcher.AddContacts"/>), so that there may be none here.
    /// </summary>
    public IReadOnlyList<string> Contacts { get; set; } = [];

    /// <summary>
    /// Whether to fetch rich presence: activities, remarks and devices, told as <see cref="PresenceChange.Details"/>. A change of
    /// them is then a change too. False by default: basic presence is much smaller.
    /// </summary>
    public bool Rich { get; set; }

    /// <summary>
    /// How long after a fetch the next is made though no notification came; one second to a day; ten minutes by default.
    /// </summary>
    public TimeSpan FetchInterval { get; set; } = PwsFacts.FetchInterval;

    /// <summary>
    /// For how long endpoint and subscriptions are made; both are refreshed at half of it. An hour to a day; an hour by default.
    /// </summary>
    public TimeSpan Expiry { get; set; } = PwsFacts.LeastExpiry;

    /// <summary>
    /// Whether application user and end user are this watcher's alone. Then it logs in with force at the start, which ends what
    /// a run that was killed left behind, and logs out at the end. False by default.
    /// </summary>
    public bool OwnsSession { get; set; }

    /// <summary>
    /// How long one request may take, its answer included, and never longer than half of <see cref="FailOverAfter"/>; more than zero,
    /// up to an hour; 30 seconds by default, so that by default it is that half: five seconds.
    /// </summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The longest wait between tries while the server fails; one second to an hour; one minute by default, and never longer than
    /// <see cref="FetchInterval"/>.
    /// </summary>
    public TimeSpan MaxBackoff { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How many contacts one subscription takes; 1 to 5,000; 5,000 by default.</summary>
    public int ContactsPerSubscription { get; set; } = PwsFacts.MostContacts;

    /// <summary>How many events may wait for a reader, besides one for each contact; 16 or more; 10,000 by default.</summary>
    public int ReaderBacklog { get; set; } = 10_000;

    /// <summary>The most that one request may take.</summary>
    internal TimeSpan LongestRequest => RequestTimeout < FailOverAfter / 2 ? RequestTimeout : FailOverAfter / 2;

    /// <summary>Server, users and contacts, without the password.</summary>
    public override string ToString() => $"{EndUser} by {AppUser} at {Server}, {Contacts.Count} contacts";

    /// <summary>Checks each setting.</summary>
    /// <exception cref="ArgumentException">A setting is not what it takes; the message names it.</exception>
    public void Validate() => OptionGuard.Refuse(FindFaults());

    /// <summary>Finds every setting that is not what it takes.</summary>
    /// <param name="prefix">What stands before the settings' names where they come from.</param>
    internal IEnumerable<string> FindFaults(string prefix = "") => Check(prefix).OfType<string>();

    private IEnumerable<string?> Check(string prefix)
    {
        yield return OptionGuard.Find(IsAddress(Server), prefix + nameof(Server), Server, "an absolute http or https address");
        yield return OptionGuard.Find(
            BackupServer is null || IsAddress(BackupServer),
            prefix + nameof(BackupServer),
            BackupServer,
            "an absolute http or https address, or nothing");
        yield return OptionGuard.Find(
            !string.IsNullOrWhiteSpace(AppUser),
            prefix + nameof(AppUser),
            AppUser,
            "the name of an application user");
        yield return OptionGuard.Find(!string.IsNullOrEmpty(Password), prefix + nameof(Password), "", "the application user's password");
        yield return OptionGuard.Find(
            !string.IsNullOrWhiteSpace(EndUser) && !EndUser.Contains('@', StringComparison.Ordinal),
            prefix + nameof(EndUser),
            EndUser,
            "an end user's name, without a domain");
        yield return OptionGuard.Find(
            IsAddress(CallbackUrl) && CallbackUrl is { Query: "", Fragment: "" },
            prefix + nameof(CallbackUrl),
            CallbackUrl,
            "an absolute http or https address without query");
        yield return CheckContacts(Contacts, prefix);
        yield return Check(FailOverAfter, OneSecond, OneHour, prefix + nameof(FailOverAfter), "one second to an hour");
        yield return Check(HomeProbeInterval, OneSecond, OneDay, prefix + nameof(HomeProbeInterval), "one second to a day");
        yield return Check(FetchInterval, OneSecond, OneDay, prefix + nameof(FetchInterval), "one second to a day");
        yield return Check(Expiry, PwsFacts.LeastExpiry, PwsFacts.MostExpiry, prefix + nameof(Expiry), "an hour to a day");
        yield return Check(
            RequestTimeout,
            TimeSpan.FromMilliseconds(1),
            OneHour,
            prefix + nameof(RequestTimeout),
            "more than zero, up to an hour");
        yield return Check(MaxBackoff, OneSecond, OneHour, prefix + nameof(MaxBackoff), "one second to an hour");
        yield return OptionGuard.Find(
            ContactsPerSubscription is >= 1 and <= PwsFacts.MostContacts,
            prefix + nameof(ContactsPerSubscription),
            ContactsPerSubscription,
            $"1 to {PwsFacts.MostContacts}");
        yield return OptionGuard.Find(ReaderBacklog >= 16, prefix + nameof(ReaderBacklog), ReaderBacklog, "16 or more");
    }

    /// <summary>Checks that each contact is a URI of the form <c>user@domain</c>.</summary>
    /// <exception cref="ArgumentException">One is not; the message names it.</exception>
    internal static void RequireContacts(IEnumerable<string> contacts) =>
        OptionGuard.Refuse(new[] { CheckContacts(contacts, "") }.OfType<string>());

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

    private static bool IsAddress(Uri? address) => address is { IsAbsoluteUri: true, Scheme: "http" or "https" };

    private static string? CheckContacts(IEnumerable<string>? contacts, string prefix)
    {
        if (contacts is null)
        {
            return OptionGuard.Find(false, prefix + nameof(Contacts), null, "a list of contacts");
        }

        foreach (var contact in contacts)
        {
            if (OptionGuard.Find(
                ContactUri.TryParse(contact, out _),
                prefix + nameof(Contacts),
                contact,
                "contacts of the form user@domain") is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private static string? Check(TimeSpan value, TimeSpan least, TimeSpan most, string name, string takes) =>
        OptionGuard.Find(value >= least && value <= most, name, value, takes);
}
