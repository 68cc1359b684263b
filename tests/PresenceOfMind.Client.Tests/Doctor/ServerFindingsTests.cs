using System.Net.Security;
using PresenceOfMind.Client.Doctor;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Client.Tests.Doctor;

public sealed class ServerFindingsTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
    private static readonly Uri Server = new("https://imp.example.com:8083");

    [Theory]
    [InlineData(SslPolicyErrors.None, false, -10, 100, Severity.Fine, "trusted")]
    [InlineData(SslPolicyErrors.RemoteCertificateChainErrors, true, -10, 100, Severity.Fine, "trusted")]
    [InlineData(SslPolicyErrors.RemoteCertificateChainErrors, false, -10, 100, Severity.Wrong, "does not trust the issuer")]
    [InlineData(
        SslPolicyErrors.RemoteCertificateNameMismatch,
        false,
        -10,
        100,
        Severity.Wrong,
        "is for a.example, not for imp.example.com")]
    [InlineData(SslPolicyErrors.RemoteCertificateChainErrors, false, -10, -1, Severity.Wrong, "expired on 2026-01-04")]
    [InlineData(SslPolicyErrors.RemoteCertificateChainErrors, true, -10, -1, Severity.Doubtful, "expired on 2026-01-04")]
    [InlineData(SslPolicyErrors.RemoteCertificateChainErrors, false, 1, 100, Severity.Wrong, "valid only from 2026-01-06")]
    [InlineData(SslPolicyErrors.None, false, -10, 13, Severity.Doubtful, "ends on 2026-01-18")]
    internal void A_certificate_is_judged_by_its_time_its_names_and_who_trusts_it(
        SslPolicyErrors errors, bool expected, int fromDays, int untilDays, Severity severity, string found)
    {
        var finding = ServerFindings.Certificate(
            new PwsClientOptions { Server = Server },
            new CertificateProbe(errors, expected, Now.AddDays(fromDays), Now.AddDays(untilDays), "a.example"),
            Now);
        Assert.Equal(severity, finding.Severity);
        Assert.Contains(found, finding.Found, StringComparison.Ordinal);
        Assert.Equal(severity == Severity.Fine, finding.Remedy.Length == 0);
    }

    [Fact]
    public void Findings_of_certificates_name_the_setting_that_takes_them()
    {
        var options = new PwsClientOptions { Server = Server, CertificateSetting = "--certificate" };
        foreach (var errors in new[] { SslPolicyErrors.RemoteCertificateChainErrors, SslPolicyErrors.RemoteCertificateNameMismatch })
        {
            var finding = ServerFindings.Certificate(
                options,
                new CertificateProbe(errors, false, Now.AddDays(-1), Now.AddDays(100), "a.example"),
                Now);
            Assert.Contains("as --certificate", finding.Remedy, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("pres:joe@example.com", Severity.Fine)]
    [InlineData("joe@imp.example.com", Severity.Fine)]
    [InlineData("jim@example.com", Severity.Wrong)]
    internal void Contacts_are_matched_by_what_they_mean(string answered, Severity severity)
    {
        var finding = ContactFindings.Evaluate(["joe@example.com"], [new() { ContactUri = answered, State = PresenceState.Busy }], Server);
        Assert.Equal(severity, finding.Severity);
        Assert.Equal(
            Severity.Doubtful,
            ContactFindings.Evaluate(
                ["joe@example.com"],
                [new() { ContactUri = "joe@example.com", State = PresenceState.Unknown }],
                Server).Severity);
    }

    [Fact]
    public void A_port_that_speaks_no_TLS_is_said() =>
        Assert.Equal(Severity.Wrong, ServerFindings.Certificate(new PwsClientOptions { Server = Server }, null, Now).Severity);

    [Theory]
    [InlineData(0, Severity.Fine)]
    [InlineData(-30, Severity.Fine)]
    [InlineData(31, Severity.Doubtful)]
    [InlineData(-300, Severity.Doubtful)]
    [InlineData(301, Severity.Wrong)]
    [InlineData(null, Severity.Skipped)]
    internal void Clocks_may_be_half_a_minute_apart(int? seconds, Severity severity) =>
        Assert.Equal(severity, ServerFindings.Clock(seconds is { } s ? Now.AddSeconds(s) : null, Now).Severity);

    [Fact]
    public void A_firewall_and_a_closed_port_are_told_apart_and_the_other_port_is_named()
    {
        Assert.Contains(
            "Nothing listens",
            ServerFindings.Port(Server, new(["10.0.0.1"], "ConnectionRefused", true, null)).Meaning,
            StringComparison.Ordinal);
        Assert.Contains(
            "firewall",
            ServerFindings.Port(Server, new(["10.0.0.1"], "TimedOut", false, null)).Meaning,
            StringComparison.Ordinal);
        Assert.Equal(
            "Use http://imp.example.com:8082.",
            ServerFindings.Port(Server, new(["10.0.0.1"], "ConnectionRefused", true, 8082)).Remedy);
    }

    [Theory]
    [InlineData(3600, 600, Severity.Fine)]
    [InlineData(86400, 10, Severity.Fine)]
    [InlineData(3599, 600, Severity.Wrong)]
    [InlineData(86401, 600, Severity.Wrong)]
    [InlineData(3600, 3600, Severity.Wrong)]
    [InlineData(7200, 1800, Severity.Doubtful)]
    [InlineData(3600, 5, Severity.Doubtful)]
    internal void Expiry_and_interval_are_judged_together(int expiry, int interval, Severity severity) =>
        Assert.Equal(severity, EndpointFindings.Times(TimeSpan.FromSeconds(expiry), TimeSpan.FromSeconds(interval)).Severity);

    [Fact]
    public void A_loopback_endpoint_is_wrong_for_a_server_elsewhere_and_fine_for_one_here()
    {
        var endpoint = new Uri("http://127.0.0.1:8080/pws");
        Assert.Equal(Severity.Wrong, EndpointFindings.Url(endpoint, Server, EndpointHolder.Doctor).Severity);
        Assert.Equal(Severity.Fine, EndpointFindings.Url(endpoint, new Uri("http://localhost:8082"), EndpointHolder.Doctor).Severity);
        Assert.Equal(Severity.Wrong, EndpointFindings.Url(new Uri("http://10.0.0.5:8080/"), Server, EndpointHolder.Nobody).Severity);
    }
}
