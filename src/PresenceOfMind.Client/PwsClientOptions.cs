using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Serialization;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Client;

/// <summary>Which service a client speaks to, and within what bounds.</summary>
public sealed record PwsClientOptions
{
    /// <summary>The service: <c>http://host:8082</c> or <c>https://host:8083</c>, with or without <c>/presence-service</c>.</summary>
    public required Uri Server { get; set; }

    /// <summary>How long one request may take, its answer included; more than zero, up to an hour; 30 seconds by default.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The largest answer that is read, in bytes; 1,024 or more; 32 MiB by default.</summary>
    public int MaxAnswerBytes { get; set; } = 32 << 20;

    /// <summary>
    /// The certificate to expect by HTTPS: the server's own, whatever names stand in it, or that of an authority above it: the one which
    /// issued it, or a root. Null, the default, leaves it to what the machine trusts. Not used with an <see cref="HttpClient"/> of the
    /// caller's.
    /// </summary>
    [JsonIgnore]
    public X509Certificate2? ServerCertificate { get; set; }

    /// <summary>
    /// Further certificates to expect in the same way: of other nodes, which redirects lead to, and of the backup. None by default.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyList<X509Certificate2> OtherCertificates { get; set; } = [];

    /// <summary>
    /// Further certificates to expect in the same way, from files that are read again when they are replaced; null by default.
    /// </summary>
    [JsonIgnore]
    public TrustedCertificates? Trusted { get; set; }

    /// <summary>
    /// How messages name the setting that takes the certificate, for example an option of a command line; <c>ServerCertificate</c> by
    /// default.
    /// </summary>
    public string CertificateSetting { get; set; } = nameof(ServerCertificate);

    /// <summary>Whether certificates are given; else it is left to what the machine trusts.</summary>
    internal bool GivesCertificates => ServerCertificate is not null || OtherCertificates.Count > 0 || Trusted is not null;

    /// <summary>All certificates to expect, as they are now.</summary>
    internal IReadOnlyList<X509Certificate2> Expected =>
        [.. ServerCertificate is { } own ? [own] : Array.Empty<X509Certificate2>(), .. OtherCertificates, .. Trusted?.Current ?? []];

    /// <summary>Checks each setting.</summary>
    /// <exception cref="ArgumentException">A setting is not what it takes; the message names it.</exception>
    public void Validate() => OptionGuard.Refuse(Check().OfType<string>());

    private IEnumerable<string?> Check()
    {
        yield return OptionGuard.Find(
            Server is { IsAbsoluteUri: true, Scheme: "http" or "https" }, nameof(Server), Server, "an absolute http or https address");
        yield return OptionGuard.Find(
            Timeout > TimeSpan.Zero && Timeout <= TimeSpan.FromHours(1), nameof(Timeout), Timeout, "more than zero, up to an hour");
        yield return OptionGuard.Find(MaxAnswerBytes >= 1024, nameof(MaxAnswerBytes), MaxAnswerBytes, "1024 or more");
    }
}
