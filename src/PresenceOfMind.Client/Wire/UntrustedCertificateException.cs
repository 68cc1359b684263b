using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace PresenceOfMind.Client;

/// <summary>A server showed a certificate that is not trusted here. Other reasons why TLS fails are other exceptions.</summary>
internal sealed class UntrustedCertificateException(SslPolicyErrors errors, X509Chain? chain)
    : AuthenticationException(Why(errors, chain))
{
    private static string Why(SslPolicyErrors errors, X509Chain? chain)
    {
        var reasons = chain?.ChainStatus.Select(status => $"{status.Status}").Distinct().ToList() ?? [];
        return errors == SslPolicyErrors.None ? "another one is expected" : string.Join(", ", reasons.Prepend($"{errors}"));
    }
}
