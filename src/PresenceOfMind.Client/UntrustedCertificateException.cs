using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace PresenceOfMind.Client;

/// <summary>A server showed a certificate that is not trusted here. Other reasons why TLS fails are other exceptions.</summary>
internal sealed class UntrustedCertificateException(PwsClientOptions options, SslPolicyErrors errors, X509Chain? chain)
    : AuthenticationException(Advise(options, Why(errors, chain)))
{
    private static string Advise(PwsClientOptions options, string why) => options.GivesCertificates
        ? $"shows a certificate that is neither in {options.CertificateSetting} nor issued for this host by one in it; add the server's "
            + $"own, or that of its issuer ({why})"
        : $"has no certificate that is trusted here; give it, or that of its issuer, as the setting {options.CertificateSetting} ({why})";

    private static string Why(SslPolicyErrors errors, X509Chain? chain)
    {
        var reasons = chain?.ChainStatus.Select(status => $"{status.Status}").Distinct().ToList() ?? [];
        return errors == SslPolicyErrors.None ? "another one is expected" : string.Join(", ", reasons.Prepend($"{errors}"));
    }
}
