using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PresenceOfMind.Engine.Grains;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Server.Admin;
using PresenceOfMind.Server.Telemetry;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Server.Tests.Telemetry;

public sealed partial class HealthTests : IAsyncLifetime
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("pom-health-").FullName;
    private HttpClient _http = null!;
    private WebApplication _app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => new(StartAsync());

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_server_that_has_woken_its_subscriptions_is_healthy_and_ready()
    {
        await UntilAsync("/readyz", HttpStatusCode.OK);
        Assert.Equal("ok\n", await _http.GetStringAsync("/readyz", Ct));
        Assert.Equal("ok\n", await _http.GetStringAsync("/healthz", Ct));
    }

    [Fact]
    public async Task One_who_cannot_be_woken_keeps_the_server_from_nobody_and_is_counted()
    {
        var database = _app.Services.GetRequiredService<Database>();
        await database.WriteAsync(
            new Sql("INSERT INTO endpoints VALUES ('localhost', 'app', 1, 'http://127.0.0.1:8080/', 'key', 9000000000000)"));
        await database.WriteAsync(
            new Sql("INSERT INTO subscriptions VALUES ('localhost', 'joe', 1, 'key', 'app', 1, 9223372036854775807)"));
        _http.Dispose();
        await _app.StopAsync(Ct);
        await _app.DisposeAsync();
        await StartAsync();

        await UntilAsync("/readyz", HttpStatusCode.OK);
        var page = "";
        await Eventually.IsAsync(async () => Asleep().IsMatch(page = await _http.GetStringAsync("/metrics", Ct)));
    }

    [Fact]
    public async Task A_store_that_keeps_nothing_is_said_in_one_line_until_it_keeps_again()
    {
        await UntilAsync("/readyz", HttpStatusCode.OK);
        var database = _app.Services.GetRequiredService<Database>();
        await database.WriteAsync(new Sql("PRAGMA max_page_count = 1"));
        await Assert.ThrowsAsync<StorageException>(
            () => database.WriteAsync(new Sql("CREATE TABLE too_much AS SELECT zeroblob(1000000) AS b")));
        foreach (var path in new[] { "/healthz", "/readyz" })
        {
            using var sick = await _http.GetAsync(path, Ct);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, sick.StatusCode);
            Assert.Single((await sick.Content.ReadAsStringAsync(Ct)).TrimEnd('\n').Split('\n'));
        }

        await database.WriteAsync(new Sql("PRAGMA max_page_count = 1000000"));
        Assert.Equal("ok\n", await _http.GetStringAsync("/healthz", Ct));
    }

    [Fact]
    public async Task An_operator_hears_in_words_that_nothing_was_kept()
    {
        var database = _app.Services.GetRequiredService<Database>();
        await database.WriteAsync(new Sql("PRAGMA max_page_count = 1"));
        using var refused = await _http.PutAsync("/admin/people/joe", JsonContent.Create(new { name = new string('x', 1_000_000) }), Ct);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType!.MediaType);
        Assert.Contains("Nothing was stored", await refused.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);

        await database.WriteAsync(new Sql("PRAGMA max_page_count = 1000000"));
        using var taken = await _http.PutAsync("/admin/people/joe", JsonContent.Create(new { name = "Joe" }), Ct);
        Assert.Equal(HttpStatusCode.Created, taken.StatusCode);
    }

    [Fact]
    public async Task Prometheus_finds_the_servers_own_metrics()
    {
        (await _http.PostAsync(
            "/presence-service/users/app/sessions",
            new StringContent("<session><password>wrong-one</password></session>"),
            Ct)).Dispose();
        var page = "";
        await Eventually.IsAsync(
            async () => (page = await _http.GetStringAsync("/metrics", Ct)).Contains("code=\"114\"", StringComparison.Ordinal));
        Assert.Contains("pws_requests_total{", page, StringComparison.Ordinal);
        Assert.Contains("operation=\"login\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-one", page, StringComparison.Ordinal);
    }

    private async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddStorage(options => options.Folder = _folder);
        builder.Services.AddPresenceServer();
        builder.Services.AddPresenceTelemetry();
        builder.UsePresenceSilo();
        _app = builder.Build();
        _app.MapWhen(
            context => context.Request.Path.StartsWithSegments("/presence-service", StringComparison.Ordinal),
            pws => pws.UsePresenceServer());
        _app.UseRouting();
        _app.MapPresenceTelemetry();
        _app.MapGroup("/admin").MapPresenceAdmin();
        await _app.StartAsync();
        _http = new HttpClient
        {
            BaseAddress = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()),
        };
    }

    private Task UntilAsync(string path, HttpStatusCode status) => Eventually.IsAsync(
        async () =>
        {
            using var answer = await _http.GetAsync(path, Ct);
            return answer.StatusCode == status;
        },
        $"{path} answers {status}");

    [GeneratedRegex(@"(?m)^pws_subscribers_asleep(\{[^}]*\})? 1( |$)")]
    private static partial Regex Asleep();

    private sealed record Sql(string Text) : IWrite
    {
        public void Apply(IWriteTransaction db) => db.Execute(Text);
    }
}
