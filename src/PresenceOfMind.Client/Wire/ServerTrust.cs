using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PresenceOfMind.Client.Wire;

/// <summary>Trusts certificates that are given, and those that they issued, directly or by others, and no other.</summary>
internal static class ServerTrust
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private const X509ChainStatusFlags BeyondTrust =
        X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain
        | X509ChainStatusFlags.RevocationStatusUnknown | X509ChainStatusFlags.OfflineRevocation;

    /// <summary>
    /// Whether a server's certificate is one of those expected, whose names then do not matter, or names the host and was issued by one
    /// of them: a root, or any authority between.
    /// </summary>
    internal static bool Trusts(IReadOnlyList<X509Certificate2> expected, X509Certificate? shown, X509Chain? sent, SslPolicyErrors errors)
    {
        if (shown is not X509Certificate2 certificate)
        {
            return false;
        }

        if (expected.Any(one => certificate.RawDataMemory.Span.SequenceEqual(one.RawDataMemory.Span)))
        {
            return true;
        }

        return !errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)
            && expected.Any(one => WasIssuedBy(one, expected, certificate, sent));
    }

    // The chain is built to its end, whatever that is; up to the expected certificate everything in it must be in order.
    private static bool WasIssuedBy(
        X509Certificate2 authority, IReadOnlyList<X509Certificate2> expected, X509Certificate2 certificate, X509Chain? sent)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        foreach (var other in expected)
        {
            chain.ChainPolicy.ExtraStore.Add(other);
        }

        chain.ChainPolicy.ExtraStore.AddRange(sent?.ChainPolicy.ExtraStore ?? []);
        foreach (var element in sent?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
        {
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        }

        chain.Build(certificate);
        foreach (var element in chain.ChainElements)
        {
            if (element.ChainElementStatus.Any(status => (status.Status & ~BeyondTrust) != 0))
            {
                return false;
            }

            if (element.Certificate.RawDataMemory.Span.SequenceEqual(authority.RawDataMemory.Span))
            {
                return true;
            }
        }

        return false;
    }
}
