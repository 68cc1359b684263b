using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Serialization;

namespace PresenceOfMind.Client;

/// <summary>Which service a client speaks to, and within what bounds.</summary>
public sealed record PwsClientOptions
{
    /// <summary>The service: <c>http://host:8082</c> or <c>https://host:8083</c>, with or without <c>/presence-service</c>.</summary>
    public required Uri Server { get; init; }

    /// <summary>How long one request may take, its answer included; more than zero, up to an hour; 30 seconds by default.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The largest answer that is read, in bytes; 1,024 or more; 32 MiB by default.</summary>
    public int MaxAnswerBytes { get; init; } = 32 << 20;

    /// <summary>
    /// The certificate to expect by HTTPS: the server's own, whatever names stand in it, or that of the authority which issued
    /// it. Null, the default, leaves it to what the machine trusts. Not used with an <see cref="HttpClient"/> of the caller's.
    /// </summary>
    [JsonIgnore]
    public X509Certificate2? ServerCertificate { get; init; }

    /// <summary>
    /// Further certificates to expect in the same way: of other nodes, which redirects lead to, and of the backup. None by default.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyList<X509Certificate2> OtherCertificates { get; init; } = [];

    /// <summary>All certificates to expect; none where it is left to what the machine trusts.</summary>
    internal IReadOnlyList<X509Certificate2> Expected => ServerCertificate is { } own ? [own, .. OtherCertificates] : OtherCertificates;

    /// <summary>Checks each setting.</summary>
    /// <exception cref="ArgumentException">A setting is not what it takes; the message names it.</exception>
    internal void Validate()
    {
        Setting.Require(Server is { IsAbsoluteUri: true, Scheme: "http" or "https" }, nameof(Server), Server, "an absolute http or https address");
        Setting.Require(Timeout > TimeSpan.Zero && Timeout <= TimeSpan.FromHours(1), nameof(Timeout), Timeout, "more than zero, up to an hour");
        Setting.Require(MaxAnswerBytes >= 1024, nameof(MaxAnswerBytes), MaxAnswerBytes, "1024 or more");
    }
}
