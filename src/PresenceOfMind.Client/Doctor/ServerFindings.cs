using System.Net.Security;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Client.Doctor;

/// <summary>What the server's address, certificate and clock mean.</summary>
internal static class ServerFindings
{
    private static readonly TimeSpan SmallSkew = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LargeSkew = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan SoonOver = TimeSpan.FromDays(14);

    internal static Finding Name(Uri server, ReachProbe probe) => probe.Addresses.Count > 0
        ? new(DoctorCheck.Name, Severity.Fine, $"{server.Host} is {string.Join(", ", probe.Addresses)}.")
        : new(
            DoctorCheck.Name,
            Severity.Unreachable,
            $"The host name {server.Host} is unknown.",
            "No request can be sent.",
            "Check its spelling, look it up with nslookup, or give the node's address.");

    internal static Finding Port(Uri server, ReachProbe probe)
    {
        if (probe.OtherScheme is { } right)
        {
            return new(
                DoctorCheck.Port,
                Severity.Wrong,
                $"Port {server.Port} speaks {right.Scheme.ToUpperInvariant()}, but the address says {server.Scheme.ToUpperInvariant()}.",
                "The port does not understand the requests.",
                $"Use {right.GetLeftPart(UriPartial.Authority)}; PWS listens at {PwsFacts.HttpPort} for HTTP and at "
                    + $"{PwsFacts.HttpsPort} for HTTPS.");
        }

        if (probe.Failure is not { } failure)
        {
            return new(DoctorCheck.Port, Severity.Fine, $"A program answers at port {server.Port}.");
        }

        var found = probe.IsRefused
            ? $"{server.Host} refuses connections to port {server.Port}."
            : $"{server.Host} does not take a connection to port {server.Port} ({failure}).";
        return probe.OtherPort is { } other
            ? new(
                DoctorCheck.Port,
                Severity.Unreachable,
                found,
                $"The service is at the other of its ports: {other} answers.",
                $"Use {(other == PwsFacts.HttpsPort ? "https" : "http")}://{server.Host}:{other}.")
            : new(
                DoctorCheck.Port,
                Severity.Unreachable,
                found,
                probe.IsRefused ? "Nothing listens there." : "A firewall is in between, or the machine is down.",
                $"PWS listens at {PwsFacts.HttpPort} for HTTP and at {PwsFacts.HttpsPort} for HTTPS; check the port, "
                    + "and that the service runs on the node.");
    }

    internal static Finding Plain() => new(
        DoctorCheck.Certificate,
        Severity.Skipped,
        "The address is http, so there is no certificate to check.",
        "Passwords and session keys can be read on the way.",
        $"Outside a laboratory use https and port {PwsFacts.HttpsPort}.");

    internal static Finding Certificate(PwsClientOptions options, CertificateProbe? probe, DateTimeOffset now)
    {
        if (probe is null)
        {
            return Wrong(
                "No TLS connection could be made.",
                "The port does not speak HTTPS.",
                $"Use https with port {PwsFacts.HttpsPort}, and http with port {PwsFacts.HttpPort}.");
        }

        if (now > probe.Until || now < probe.From)
        {
            var when = now > probe.Until ? $"expired on {probe.Until:yyyy-MM-dd}" : $"is valid only from {probe.From:yyyy-MM-dd} on";
            var trusted = probe.IsExpected
                ? "It is trusted here because you gave it, but every other client refuses it."
                : "Every client refuses it.";
            return new(
                DoctorCheck.Certificate,
                probe.IsExpected ? Severity.Doubtful : Severity.Wrong,
                $"The certificate {when}.",
                trusted,
                "Renew it on the node; if the date looks right, check this machine's clock.");
        }

        if (!probe.IsExpected && probe.Errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            return Wrong(
                $"The certificate is for {probe.Names}, not for {options.Server.Host}.",
                "Clients refuse it, because another machine may be answering.",
                $"Use the name that the certificate is for, or give the server's own certificate as {options.CertificateSetting}.");
        }

        if (!probe.IsExpected && probe.Errors != SslPolicyErrors.None)
        {
            return Wrong(
                $"This machine does not trust the issuer of the certificate ({probe.Names}).",
                "Clients refuse it. Most nodes sign their certificate themselves.",
                options.GivesCertificates
                    ? $"Give the node's certificate, or that of its issuer, as {options.CertificateSetting}: "
                        + "what is given there now is neither."
                    : "Get the node's certificate, or that of its issuer, by a way that you trust, and give it as "
                        + $"{options.CertificateSetting}.");
        }

        return probe.Until - now < SoonOver
            ? new(
                DoctorCheck.Certificate,
                Severity.Doubtful,
                $"The certificate ends on {probe.Until:yyyy-MM-dd}.",
                "From then on every client refuses it.",
                "Renew it on the node.")
            : new(DoctorCheck.Certificate, Severity.Fine, $"The certificate ({probe.Names}) is trusted, until {probe.Until:yyyy-MM-dd}.");

        static Finding Wrong(string found, string meaning, string remedy) =>
            new(DoctorCheck.Certificate, Severity.Wrong, found, meaning, remedy);
    }

    internal static Finding Clock(DateTimeOffset? server, DateTimeOffset now)
    {
        if (server is not { } time)
        {
            return new(DoctorCheck.Clock, Severity.Skipped, "The server does not send its time.");
        }

        var skew = (time - now).Duration();
        var found = $"The clocks are {(skew < TimeSpan.FromMinutes(2) ? $"{skew.TotalSeconds:0} s" : $"{skew.TotalMinutes:0} min")} apart.";
        return skew <= SmallSkew
            ? new(DoctorCheck.Clock, Severity.Fine, found)
            : new(
                DoctorCheck.Clock,
                skew > LargeSkew ? Severity.Wrong : Severity.Doubtful,
                found,
                "Logs cannot be compared, and certificates may count as expired or not valid yet.",
                "Synchronise both machines by NTP.");
    }
}
