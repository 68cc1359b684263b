using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using PresenceOfMind.Access.Audit;
using PresenceOfMind.Access.OpenId;
using PresenceOfMind.Access.Roles;
using PresenceOfMind.Access.Storage;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Engine.Time;

namespace PresenceOfMind.App.Tests.OpenId;

/// <summary>Sessions are confirmed with the identity provider, and end where it says so, and only there.</summary>
public sealed class SessionConfirmerTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly TestIdentityProvider _company = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private readonly Database _database;
    private readonly OpenIdProvider _provider;
    private readonly OpenIdSessions _sessions;
    private readonly AuditTrail _trail;
    private readonly SessionConfirmer _confirmer;

    public SessionConfirmerTests()
    {
        var options = new OpenIdOptions
        {
            Authority = _company.Authority,
            ClientId = "pom",
            Roles = [RoleMapping.Parse("leads=desk:lead")!, RoleMapping.Parse("viewers=desk:viewer")!],
        };
        _database = new Database(
            new StorageOptions { Folder = _folder.Path }, AccessMigrations.All, NullLogger<Database>.Instance);
        _provider = new OpenIdProvider(options, _time, NullLogger<OpenIdProvider>.Instance);
        _sessions = new OpenIdSessions(
            options,
            new RoleMapper(options, c => c),
            _database,
            new EphemeralDataProtectionProvider(),
            new AccessState(_database, mayBeOpen: false),
            _time);
        _trail = new AuditTrail(_database, new WallClock(_time), new AuditOptions(), []);
        _confirmer = new SessionConfirmer(options, _provider, _sessions, _trail, _time);
        _company.UserInfo = () => Info("leads");
    }

    public static TheoryData<string> Outages => ["500", "503", "429", "403", "no JSON", "no client", "no answer", "down"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _company.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _provider.Dispose();
        _database.Dispose();
        await _company.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Roles_are_those_that_the_provider_says_now_and_without_any_the_session_ends()
    {
        var session = await BeginAsync("leads");
        await _confirmer.ConfirmUsedAsync(Cancel);
        Assert.Equal(Role.Lead, Assert.Single(_sessions.Find(session.Id)!.Grants).Role);

        _company.UserInfo = () => Info("viewers");
        await _confirmer.ConfirmUsedAsync(Cancel);
        Assert.Equal(Role.Viewer, Assert.Single(_sessions.Find(session.Id)!.Grants).Role);

        // The ID token still names the group of the sign-in.
        _company.UserInfo = () => Results.Json(new { sub = "1" });
        await _confirmer.ConfirmUsedAsync(Cancel);
        Assert.Null(_sessions.Find(session.Id));
        await EndedAsync("no-role");
    }

    [Fact]
    public async Task A_token_that_the_provider_refuses_ends_the_session_unless_it_can_be_replaced()
    {
        var without = await BeginAsync("leads");
        var with = await BeginAsync("leads", "refresh");
        var isValid = false;
        _company.UserInfo = () => isValid ? Info("leads") : Results.Unauthorized();
        _company.Token = () =>
        {
            isValid = true;
            return Results.Json(new { access_token = "another", refresh_token = "next", expires_in = 300, token_type = "Bearer" });
        };
        await _confirmer.ConfirmUsedAsync(Cancel);
        Assert.NotNull(_sessions.Find(with.Id));
        var tokens = _sessions.FindSession(with.Id)!.Tokens;
        Assert.Equal(("another", "next", with.Tokens.IdToken), (tokens.AccessToken, tokens.RefreshToken, tokens.IdToken));

        isValid = false;
        _company.Token = () => Results.Json(new { error = "invalid_grant" }, statusCode: 400);
        await _confirmer.ConfirmUsedAsync(Cancel);
        Assert.Null(_sessions.Find(without.Id));
        Assert.Null(_sessions.Find(with.Id));
        await EndedAsync("provider-refused");
    }

    [Fact]
    public async Task An_access_token_is_replaced_before_it_ends_and_another_person_in_its_place_ends_the_session()
    {
        var session = await BeginAsync("leads", "refresh", TimeSpan.FromSeconds(50));
        _company.Token = () => Results.Json(new { access_token = "another", id_token = IdToken("1"), expires_in = 300 });
        await _confirmer.ConfirmUsedAsync(Cancel);
        var tokens = _sessions.FindSession(session.Id)!.Tokens;
        Assert.Equal(("another", "refresh"), (tokens.AccessToken, tokens.RefreshToken));
        Assert.Equal(_time.GetUtcNow().AddSeconds(300), tokens.Expires);

        _time.Advance(TimeSpan.FromSeconds(270));
        Assert.NotNull(_sessions.Find(session.Id));
        _company.Token = () => Results.Json(new { access_token = "a third", id_token = IdToken("2"), expires_in = 300 });
        await _confirmer.ConfirmUsedAsync(Cancel);
        Assert.Null(_sessions.Find(session.Id));

        session = await BeginAsync("leads");
        _company.UserInfo = () => Results.Json(new { sub = "2", groups = new[] { "leads" } });
        await _confirmer.ConfirmUsedAsync(Cancel);
        Assert.Null(_sessions.Find(session.Id));
    }

    [Theory]
    [MemberData(nameof(Outages))]
    public async Task A_provider_that_is_down_or_wrong_ends_no_session(string how)
    {
        await _provider.GetConfigurationAsync(Cancel);
        var session = await BeginAsync("leads", how == "no client" ? "refresh" : null, TimeSpan.FromSeconds(50));
        _company.UserInfo = () => how switch
        {
            "no JSON" => Results.Text("<html>", "text/html"),
            "no client" => Info("leads"),
            _ when int.TryParse(how, out var status) => Results.StatusCode(status),
            _ => Info("leads"),
        };
        _company.Token = () => Results.Json(new { error = "invalid_client" }, statusCode: 401);
        _company.IsHanging = how == "no answer";
        if (how == "down")
        {
            await _company.StopAsync();
        }

        await _confirmer.ConfirmUsedAsync(Cancel);
        Assert.Equal(Role.Lead, Assert.Single(_sessions.Find(session.Id)!.Grants).Role);
        Assert.Empty(await _trail.ListAsync(new AuditFilter(), before: null, most: 10));
    }

    [Fact]
    public async Task A_provider_that_hangs_is_not_asked_about_everybody_and_the_others_come_first_afterwards()
    {
        await _provider.GetConfigurationAsync(Cancel);
        for (var i = 0; i < 30; i++)
        {
            await BeginAsync("leads", subject: $"{i}");
        }

        _company.IsHanging = true;
        await _confirmer.ConfirmUsedAsync(Cancel);
        Assert.InRange(_company.Asked, 1, 16);

        _company.IsHanging = false;
        var before = _company.Asked;
        await _confirmer.ConfirmUsedAsync(Cancel);
        Assert.Equal(30, _company.Asked - before);
    }

    [Fact]
    public async Task An_idle_session_is_confirmed_before_its_next_request_and_nobody_waits_twice_for_a_provider_that_is_down()
    {
        var session = await BeginAsync("leads");
        _time.Advance(TimeSpan.FromMinutes(10));
        await _confirmer.ConfirmUsedAsync(Cancel);
        Assert.Equal(0, _company.Asked);

        await _confirmer.ConfirmReturningAsync(session.Id);
        await _confirmer.ConfirmReturningAsync(session.Id);
        Assert.Equal(1, _company.Asked);

        _time.Advance(TimeSpan.FromMinutes(10));
        _company.UserInfo = () => Results.StatusCode(503);
        await _confirmer.ConfirmReturningAsync(session.Id);
        await _confirmer.ConfirmReturningAsync(session.Id);
        Assert.Equal(2, _company.Asked);
        Assert.NotNull(_sessions.Find(session.Id));

        _time.Advance(TimeSpan.FromMinutes(1));
        _company.UserInfo = () => Results.Unauthorized();
        await _confirmer.ConfirmReturningAsync(session.Id);
        Assert.Null(_sessions.Find(session.Id));
    }

    private static IResult Info(string group) => Results.Json(new { sub = "1", preferred_username = "anna", groups = new[] { group } });

    private string IdToken(string subject) => _company.Issue(
        new() { ["sub"] = subject, ["groups"] = new[] { "leads" } }, token => token.Audience = "pom");

    private async Task<OpenIdSession> BeginAsync(
        string group, string? refreshToken = null, TimeSpan? lasts = null, string subject = "1") => await _sessions.BeginAsync(
            new OpenIdClaims { Subject = subject, Name = "anna", Roles = [group] },
            true,
            new OpenIdTokens("access", refreshToken, IdToken(subject), _time.GetUtcNow() + (lasts ?? TimeSpan.FromHours(20))));

    private async Task EndedAsync(string code)
    {
        var entry = (await _trail.ListAsync(new AuditFilter(), before: null, most: 1))[0];
        Assert.Equal(("session.ended", "openid:anna", code), (entry.Action, entry.Actor, entry.Code));
    }
}
