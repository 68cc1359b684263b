using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PresenceOfMind.Client.Doctor;
using PresenceOfMind.Client.Rest;
using PresenceOfMind.Client.Soap;
using PresenceOfMind.Client.Tests.EndToEnd;
using PresenceOfMind.Protocol;
using PresenceOfMind.Server.Directory;
using PresenceOfMind.Server.Load;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Client.Tests.Doctor;

/// <summary>The doctor at the real server, in good health and with each fault provoked.</summary>
public sealed class PwsDoctorTests : IAsyncLifetime
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly X509Certificate2 _certificate = SelfSigned(DateTimeOffset.UtcNow.AddDays(-10), DateTimeOffset.UtcNow.AddDays(100));
    private readonly int _port = FreePort.Find();
    private readonly int _uncommon = FreePort.Find();
    private PwsTestServer _server = null!;
    private PwsClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await PwsTestServer.StartAsync(
            configure: o => o.CommonPorts = new HashSet<int>([_port, .. DoctorOptions.UsualPorts]),
            certificate: _certificate);
        _client = new PwsClient(new PwsClientOptions { Server = _server.Address });
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _certificate.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Its_listener_ends_quietly_while_somebody_connects()
    {
        for (var i = 0; i < 200; i++)
        {
            var listener = (await DoctorListener.TryStartAsync(Endpoint, Ct))!;
            using var client = new TcpClient();
            var connecting = client.ConnectAsync(IPAddress.Loopback, _port, Ct).AsTask();
            await Task.Run(async () => await listener.DisposeAsync(), Ct);
            Assert.True(await Record.ExceptionAsync(() => connecting) is null or SocketException);
        }
    }

    [Fact]
    public async Task Good_health_is_found_at_every_step_and_nothing_is_left_behind()
    {
        var (app, user, subscription) = await SetUpAsync();
        await _client.GetSubscribedPresenceAsync(user, subscription, Ct);
        await _client.SetPresenceAsync(user, PresenceState.Available, Hour, cancellationToken: Ct);
        await _client.GetSubscribedPresenceAsync(user, subscription, Ct);

        var found = await ExamineAsync(Options with { Subscription = subscription, MaySetPresence = true });

        Assert.Equal(Enum.GetValues<DoctorCheck>(), found.Keys);
        Assert.All(
            found.Values.Where(f => f.Check != DoctorCheck.Certificate),
            f => Assert.Equal((Severity.Fine, ""), (f.Severity, f.Remedy)));
        Assert.Equal(Severity.Skipped, found[DoctorCheck.Certificate].Severity);
        Assert.Equal(PresenceState.Available, Assert.Single(await _client.GetPresenceAsync(user, ["joe@localhost"], Ct)).State);
        Assert.Equal(2, await _client.RegisterEndpointAsync(app, Endpoint, Hour, Ct));
        Assert.Equal(2, await _client.SubscribeAsync(user, 1, ["joe@localhost"], Hour, Ct));

        // The latch was left open: the next change notifies.
        await using var listener = (await DoctorListener.TryStartAsync(Endpoint, Ct))!;
        await _client.SetPresenceAsync(user, PresenceState.Busy, Hour, cancellationToken: Ct);
        Assert.True(await listener.WaitAsync("/pws", subscription, Eventually.Bound, Ct));
    }

    [Fact]
    public async Task By_SOAP_it_finds_the_same()
    {
        var (_, _, subscription) = await SetUpAsync();
        using var soap = new SoapPwsClient(new PwsClientOptions { Server = _server.Address });
        var found = await ExamineAsync(Options with { Subscription = subscription }, soap);
        Assert.DoesNotContain(found.Values, f => f.Severity > Severity.Skipped);
    }

    [Fact]
    public async Task A_name_that_nobody_knows_ends_it()
    {
        var found = await ExamineAsync(Options with { Server = new Uri("http://no-such-node.invalid:8082") });
        Assert.Equal(Severity.Unreachable, found[DoctorCheck.Name].Severity);
        Assert.Contains("spelling", found[DoctorCheck.Name].Remedy, StringComparison.Ordinal);
        Assert.Equal(Severity.Skipped, found[DoctorCheck.LogIn].Severity);
        Assert.Equal(15, found.Count);
    }

    [Fact]
    public async Task A_wrong_port_is_said()
    {
        var found = await ExamineAsync(Options with { Server = new Uri($"http://127.0.0.1:{_uncommon}") });
        Assert.Equal(Severity.Unreachable, found[DoctorCheck.Port].Severity);
        Assert.Contains("refuses", found[DoctorCheck.Port].Found, StringComparison.Ordinal);
        Assert.Equal(Severity.Skipped, found[DoctorCheck.FirstNotification].Severity);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_wrong_scheme_for_a_port_is_said_by_the_doctor_and_by_both_clients(bool tls)
    {
        var right = tls ? _server.SecureAddress : _server.Address;
        var wrong = new UriBuilder(right) { Scheme = tls ? "http" : "https", Port = right.Port }.Uri;

        var found = await ExamineAsync(Options with { Server = wrong });

        Assert.Equal(Severity.Wrong, found[DoctorCheck.Port].Severity);
        Assert.StartsWith($"Use {right.GetLeftPart(UriPartial.Authority)};", found[DoctorCheck.Port].Remedy, StringComparison.Ordinal);
        using var rest = new PwsClient(new PwsClientOptions { Server = wrong });
        using var soap = new SoapPwsClient(new PwsClientOptions { Server = wrong });
        foreach (var client in new IPwsClient[] { rest, soap })
        {
            var failed = await Assert.ThrowsAsync<PwsTransportException>(() => client.LogInAsync("app", "secret", cancellationToken: Ct));
            Assert.Equal(right.Authority, failed.RightScheme?.Authority);
            Assert.Contains($"at this port; use {right.GetLeftPart(UriPartial.Authority)}", failed.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_endpoint_that_is_not_up_yet_is_looked_at_by_its_host_and_port()
    {
        Assert.Empty(await EndpointTransport.ExamineAsync(Endpoint, _server.Address, [_port], Ct));
        Assert.Equal(
            DoctorCheck.EndpointPort,
            Assert.Single(await EndpointTransport.ExamineAsync(Endpoint, _server.Address, [80], Ct)).Check);
        var loopback = Assert.Single(await EndpointTransport.ExamineAsync(Endpoint, new Uri("http://192.0.2.1:8082"), [_port], Ct));
        Assert.Contains("to the node is the node itself", loopback.Found, StringComparison.Ordinal);
        var unknown = Assert.Single(
            await EndpointTransport.ExamineAsync(new Uri($"http://no-such-host.invalid:{_port}/pws"), _server.Address, [_port], Ct));
        Assert.Contains("The host name no-such-host.invalid", unknown.Found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_such_service_is_said()
    {
        await using var other = await CallbackListener.StartAsync();
        var found = await ExamineAsync(Options with { Server = new Uri(new Uri(other.Url).GetLeftPart(UriPartial.Authority)) });
        Assert.Equal(Severity.Wrong, found[DoctorCheck.LogIn].Severity);
        Assert.Contains("not a Presence Web Service", found[DoctorCheck.LogIn].Meaning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_of_its_own_is_wrong_until_it_is_given()
    {
        var found = await ExamineAsync(Options with { Server = _server.SecureAddress });
        Assert.Equal(Severity.Wrong, found[DoctorCheck.Certificate].Severity);
        Assert.Contains("does not trust the issuer", found[DoctorCheck.Certificate].Found, StringComparison.Ordinal);
        Assert.Equal(Severity.Skipped, found[DoctorCheck.LogIn].Severity);

        using var expected = X509CertificateLoader.LoadCertificate(_certificate.Export(X509ContentType.Cert));
        var trusted = await ExamineAsync(Options with { Server = _server.SecureAddress, ServerCertificate = expected });
        Assert.Equal((Severity.Fine, Severity.Fine), (trusted[DoctorCheck.Certificate].Severity, trusted[DoctorCheck.LogIn].Severity));
    }

    [Fact]
    public async Task An_expired_certificate_is_said()
    {
        using var expired = SelfSigned(DateTimeOffset.UtcNow.AddDays(-10), DateTimeOffset.UtcNow.AddDays(-1));
        await using var server = await PwsTestServer.StartAsync(certificate: expired);
        var found = await ExamineAsync(Options with { Server = server.SecureAddress });
        Assert.Equal(Severity.Wrong, found[DoctorCheck.Certificate].Severity);
        Assert.Contains("expired on", found[DoctorCheck.Certificate].Found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Https_to_a_port_of_HTTP_is_said()
    {
        var found = await ExamineAsync(Options with { Server = new Uri($"https://127.0.0.1:{_server.Address.Port}") });
        Assert.Equal(
            (Severity.Wrong, $"Port {_server.Address.Port} speaks HTTP, but the address says HTTPS."),
            (found[DoctorCheck.Port].Severity, found[DoctorCheck.Port].Found));
    }

    [Fact]
    public async Task A_clock_that_is_wrong_is_said()
    {
        var found = await ExamineAsync(Options, time: new FakeTimeProvider(DateTimeOffset.UtcNow.AddMinutes(20)));
        Assert.Equal((Severity.Wrong, "The clocks are 20 min apart."), (found[DoctorCheck.Clock].Severity, found[DoctorCheck.Clock].Found));
    }

    [Fact]
    public async Task A_wrong_password_and_an_end_user_whom_nobody_knows_are_said()
    {
        var password = await ExamineAsync(Options with { Password = "wrong" });
        Assert.Equal(Severity.Wrong, password[DoctorCheck.LogIn].Severity);
        Assert.Contains("114", password[DoctorCheck.LogIn].Found, StringComparison.Ordinal);

        var user = await ExamineAsync(Options with { EndUser = "nobody" });
        Assert.Equal(Severity.Wrong, user[DoctorCheck.EndUser].Severity);
        Assert.Contains("no such end user", user[DoctorCheck.EndUser].Meaning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_end_user_of_another_application_is_said()
    {
        await _server.Services.GetRequiredService<IDirectory>().AddAppUserAsync("other", "secret");
        await _client.LogInEndUserAsync(await _client.LogInAsync("other", "secret", cancellationToken: Ct), "joe", cancellationToken: Ct);
        var found = await ExamineAsync(Options);
        Assert.Contains("another application", found[DoctorCheck.EndUser].Found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_that_is_not_the_end_users_home_is_said_and_the_rest_is_looked_at_at_home()
    {
        await using var world = await FaultWorld.StartAsync(1, home: "b");
        var found = await ExamineAsync(OptionsAt(world) with { ServerCertificate = TestCertificate.SelfSigned("CN=127.0.0.1") });
        Assert.Equal(Severity.Doubtful, found[DoctorCheck.Home].Severity);
        Assert.Contains($"https://{world.NodeNames[1]}", found[DoctorCheck.Home].Found, StringComparison.Ordinal);
        Assert.DoesNotContain(found.Values, f => f.Severity > Severity.Skipped && f.Check != DoctorCheck.Home);
        Assert.Equal(Severity.Fine, found[DoctorCheck.Notification].Severity);
    }

    [Fact]
    public async Task A_home_whose_certificate_is_not_trusted_is_said_with_the_way_that_led_there()
    {
        await using var world = await FaultWorld.StartAsync(1, home: "b");
        var found = await ExamineAsync(OptionsAt(world));
        Assert.Equal(Severity.Wrong, found[DoctorCheck.EndUser].Severity);
        Assert.Contains(
            $"is at home at https://{world.NodeNames[1]}, to which {world.NodeNames[0]} redirects",
            found[DoctorCheck.EndUser].Found,
            StringComparison.Ordinal);
        Assert.Equal(Severity.Skipped, found[DoctorCheck.Home].Severity);
    }

    [Fact]
    public async Task An_endpoint_on_an_uncommon_port_is_said_and_heard_to_be_silent()
    {
        var found = await ExamineAsync(
            Options with { Endpoint = new Uri($"http://127.0.0.1:{_uncommon}/pws"), Patience = TimeSpan.FromMilliseconds(500) });
        Assert.Equal(Severity.Wrong, found[DoctorCheck.EndpointPort].Severity);
        Assert.Equal(Severity.Wrong, found[DoctorCheck.FirstNotification].Severity);
        Assert.Contains("port that is not common", found[DoctorCheck.FirstNotification].Meaning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endpoint_where_nobody_can_be_reached_is_said()
    {
        var found = await ExamineAsync(Options with { Endpoint = new Uri($"http://no-such-host.invalid:{_port}/pws") });
        Assert.Equal(Severity.Wrong, found[DoctorCheck.EndpointUrl].Severity);
        Assert.Equal(Severity.Skipped, found[DoctorCheck.FirstNotification].Severity);
    }

    [Fact]
    public async Task A_subscription_that_is_dead_is_said()
    {
        var (app, _, subscription) = await SetUpAsync();
        await _client.UnregisterEndpointAsync(app, 1, Ct);
        var found = await ExamineAsync(Options with { Subscription = subscription });
        Assert.Equal(Severity.Wrong, found[DoctorCheck.Subscription].Severity);
        Assert.Contains("ended", found[DoctorCheck.Subscription].Found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_latch_that_is_stuck_is_inferred_and_cleared_where_that_is_allowed()
    {
        // The first notification went to nobody.
        var (_, _, subscription) = await SetUpAsync();
        var options = Options with { Subscription = subscription, MaySetPresence = true, Patience = TimeSpan.FromSeconds(10) };

        var stuck = await ExamineAsync(options);
        Assert.Equal(Severity.Fine, stuck[DoctorCheck.Notification].Severity);
        Assert.Equal(Severity.Wrong, stuck[DoctorCheck.Latch].Severity);
        Assert.Contains("stuck", stuck[DoctorCheck.Latch].Found, StringComparison.Ordinal);

        var cleared = await ExamineAsync(options with { MayClearLatch = true });
        Assert.Equal(Severity.Doubtful, cleared[DoctorCheck.Latch].Severity);
        Assert.Contains("is clear now", cleared[DoctorCheck.Latch].Found, StringComparison.Ordinal);

        Assert.Equal(Severity.Fine, (await ExamineAsync(options))[DoctorCheck.Latch].Severity);
    }

    [Fact]
    public async Task Where_the_application_listens_itself_the_doctor_listens_beside_it_and_leaves_its_latch_alone()
    {
        await using var application = await CallbackListener.StartAsync();
        var beside = FreePort.Find();
        await using var server = await PwsTestServer.StartAsync();
        using var client = new PwsClient(new PwsClientOptions { Server = server.Address });
        var user = await client.LogInEndUserAsync(
            await client.LogInAsync("app", "secret", cancellationToken: Ct), "joe", cancellationToken: Ct);
        var endpoint = await client.RegisterEndpointAsync(
            await client.LogInAsync("app", "secret", cancellationToken: Ct), new Uri(application.Url), Hour, Ct);
        var subscription = await client.SubscribeAsync(user, endpoint, ["joe@localhost"], Hour, Ct);
        await application.NextAsync();
        var options = Options with
        {
            Server = server.Address,
            Endpoint = new Uri(application.Url),
            CommonPorts = [new Uri(application.Url).Port, beside],
            Subscription = subscription,
        };

        var found = await ExamineAsync(options);
        Assert.Equal((Severity.Fine, Severity.Skipped), (found[DoctorCheck.FirstNotification].Severity, found[DoctorCheck.Latch].Severity));
        await client.SetPresenceAsync(user, PresenceState.Away, Hour, cancellationToken: Ct);
        await client.GetPresenceAsync(user, ["joe@localhost"], Ct);
        Assert.Equal(0, application.Waiting);

        Assert.Equal(Severity.Fine, (await ExamineAsync(options with { MayClearLatch = true }))[DoctorCheck.Latch].Severity);
        await client.SetPresenceAsync(user, PresenceState.Busy, Hour, cancellationToken: Ct);
        await application.NextAsync();
    }

    [Fact]
    public async Task An_override_that_decides_is_said_and_stays()
    {
        var (_, user, subscription) = await SetUpAsync();
        await _client.SetPresenceAsync(user, PresenceState.Dnd, Hour, overriding: true, Ct);
        var found = await ExamineAsync(Options with { Subscription = subscription, MaySetPresence = true });
        Assert.Equal(Severity.Skipped, found[DoctorCheck.Notification].Severity);
        Assert.Contains("override", found[DoctorCheck.Notification].Found, StringComparison.Ordinal);
        Assert.Equal(PresenceState.Dnd, Assert.Single(await _client.GetPresenceAsync(user, ["joe@localhost"], Ct)).State);
    }

    [Fact]
    public async Task A_busy_server_that_holds_notifications_is_named_as_a_cause()
    {
        _server.Services.GetRequiredService<LoadGate>().Force(busy: true);
        var found = await ExamineAsync(Options with { Patience = TimeSpan.FromMilliseconds(500) });
        Assert.Equal(Severity.Wrong, found[DoctorCheck.FirstNotification].Severity);
        Assert.Contains("busy (80 % CPU", found[DoctorCheck.FirstNotification].Meaning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_busy_server_that_refuses_is_said()
    {
        await using var busy = await PwsTestServer.StartAsync(configure: o => o.Load.AnswerBusy = true);
        busy.Services.GetRequiredService<LoadGate>().Force(busy: true);
        var found = await ExamineAsync(Options with { Server = busy.Address });
        Assert.StartsWith("The server is busy", found[DoctorCheck.LogIn].Found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_setting_is_named_with_what_it_takes()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => ExamineAsync(Options with { Patience = TimeSpan.Zero }));
        Assert.Equal("The setting Patience is '00:00:00'; it takes more than zero, up to ten minutes.", error.Message);
    }

    private Uri Endpoint => new($"http://127.0.0.1:{_port}/pws");

    private DoctorOptions Options => new()
    {
        Server = _server.Address,
        AppUser = "app",
        Password = "secret",
        EndUser = "joe",
        Endpoint = Endpoint,
        CommonPorts = [_port, .. DoctorOptions.UsualPorts],

        // What comes ends the waiting; where nothing is to come, a test says how long that is believed.
        Patience = Eventually.Bound,
    };

    private DoctorOptions OptionsAt(FaultWorld world) =>
        Options with { Server = new Uri($"http://{world.NodeNames[0]}"), EndUser = FaultWorld.Watcher, MaySetPresence = true };

    private static async Task<Dictionary<DoctorCheck, Finding>> ExamineAsync(
        DoctorOptions options, IPwsClient? client = null, TimeProvider? time = null)
    {
        var found = new Dictionary<DoctorCheck, Finding>();
        await foreach (var finding in new PwsDoctor(options, client, time).ExamineAsync(Ct))
        {
            found.Add(finding.Check, finding);
        }

        return found;
    }

    private async Task<(AppSession App, EndUserSession User, int Subscription)> SetUpAsync()
    {
        var app = await _client.LogInAsync("app", "secret", cancellationToken: Ct);
        var user = await _client.LogInEndUserAsync(app, "joe", cancellationToken: Ct);
        var endpoint = await _client.RegisterEndpointAsync(app, Endpoint, Hour, Ct);
        return (app, user, await _client.SubscribeAsync(user, endpoint, ["joe@localhost"], Hour, Ct));
    }

    private static X509Certificate2 SelfSigned(DateTimeOffset from, DateTimeOffset until)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(from, until);
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;
}
