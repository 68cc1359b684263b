using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace PresenceOfMind.Client;

/// <summary>Trusts one certificate, and those that it issued, and no other.</summary>
internal static class ServerTrust
{
    /// <summary>
    /// Whether a server's certificate is the expected one, whose names then do not matter, or was issued by it and names the
    /// host.
    /// </summary>
    internal static bool Trusts(X509Certificate2 expected, X509Certificate? shown, X509Chain? sent, SslPolicyErrors errors)
    {
        if (shown is not X509Certificate2 certificate)
        {
            return false;
        }

        if (certificate.RawDataMemory.Span.SequenceEqual(expected.RawDataMemory.Span))
        {
            return true;
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            return false;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(expected);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        foreach (var element in sent?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
        {
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        }

        return chain.Build(certificate);
    }
}
