using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using PresenceOfMind.Access.OpenId;
using PresenceOfMind.Access.Roles;
using PresenceOfMind.Access.Storage;
using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.App.Tests.OpenId;

/// <summary>Sessions of people who signed in with the identity provider.</summary>
public sealed class OpenIdSessionsTests : IDisposable
{
    private static readonly OpenIdOptions Options = new()
    {
        Authority = new Uri("https://id.example.com"),
        ClientId = "pom",
        Roles = [RoleMapping.Parse("leads=desk:lead")!, RoleMapping.Parse("desk=desk:worker")!],
    };

    private static readonly OpenIdClaims Anna = new() { Subject = "1", Name = "anna", Contact = "anna@x", Roles = ["leads", "desk"] };

    private readonly TempFolder _folder = new();
    private readonly EphemeralDataProtectionProvider _protection = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 29, 9, 0, 0, TimeSpan.Zero));
    private Database _database;
    private AccessState _state;
    private OpenIdSessions _sessions;

    public OpenIdSessionsTests() => (_database, _state, _sessions) = Open(Options);

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_session_is_stored_as_this_text_for_ever()
    {
        const string Text =
            """{"id":"ab","provider":"https://id.example.com/ pom","subject":"1","name":"anna","contact":"anna@x","roles":["leads"]"""
            + ""","rolesInUserInfo":true,"accessToken":"a","refreshToken":"r","idToken":"i","""
            + "\"expires\":\"2026-11-29T09:05:00+00:00\",\"began\":\"2026-11-29T09:00:00+00:00\"}";
        var session = new OpenIdSession
        {
            Id = "ab",
            Provider = Options.Provider,
            Claims = Anna with { Roles = ["leads"] },
            HasRolesInUserInfo = true,
            Tokens = new OpenIdTokens("a", "r", "i", _time.GetUtcNow().AddMinutes(5)),
            Began = _time.GetUtcNow(),
        };
        Assert.Equal(Text, OpenIdSessionText.Write(session));
        Assert.Equal(Text, OpenIdSessionText.Write(OpenIdSessionText.Read(Text)!));
        Assert.Null(OpenIdSessionText.Read("{}"));
        Assert.Null(OpenIdSessionText.Read("no text of a session"));
    }

    [Fact]
    public async Task A_session_outlasts_a_restart_and_its_tokens_are_nowhere_in_the_files()
    {
        var session = await BeginAsync(Anna);
        _database.Dispose();
        Assert.All(
            Directory.EnumerateFiles(_folder.Path),
            file => Assert.DoesNotContain("the access token", File.ReadAllText(file), StringComparison.Ordinal));
        (_database, _state, _sessions) = Open(Options);

        var principal = _sessions.Find(session.Id)!;
        Assert.Equal("openid:anna", principal.Actor);
        Assert.Equal([new Grant(Role.Lead, "desk", null), new Grant(Role.Worker, "desk", "anna@x")], principal.Grants);
        Assert.Equal("the refresh token", _sessions.FindSession(session.Id)!.Tokens.RefreshToken);
    }

    [Fact]
    public async Task Another_mapping_counts_for_sessions_that_live_and_another_provider_ends_them()
    {
        var session = await BeginAsync(Anna);
        Restart(Options with { Roles = [RoleMapping.Parse("leads=desk:viewer")!] });
        Assert.Equal([new Grant(Role.Viewer, "desk", null)], _sessions.Find(session.Id)!.Grants);

        Restart(Options with { ClientId = "another" });
        Assert.Null(_sessions.Find(session.Id));
    }

    [Fact]
    public async Task Other_roles_end_the_stamp_of_open_pages_and_not_the_session()
    {
        var session = await BeginAsync(Anna);
        var stamp = _sessions.Find(session.Id)!.Stamp!;
        var told = 0;
        _state.Changed += () => told++;

        Assert.True(await _sessions.UpdateAsync(session with { Tokens = session.Tokens with { AccessToken = "another" } }));
        Assert.NotNull(_sessions.Find(stamp));
        Assert.Equal(0, told);

        session = _sessions.FindSession(session.Id)!;
        Assert.True(await _sessions.UpdateAsync(session with { Claims = Anna with { Roles = ["leads"] } }));
        Assert.Equal(1, told);
        Assert.Null(_sessions.Find(stamp));
        Assert.Equal([new Grant(Role.Lead, "desk", null)], _sessions.Find(session.Id)!.Grants);
        Restart(Options);
        Assert.Equal([new Grant(Role.Lead, "desk", null)], _sessions.Find(session.Id)!.Grants);
    }

    [Fact]
    public async Task A_session_that_ended_is_not_brought_back_by_a_late_answer_of_the_provider()
    {
        var session = await BeginAsync(Anna);
        var told = 0;
        _state.Changed += () => told++;
        await _sessions.EndAsync(session.Id);
        Assert.Equal(1, told);
        Assert.False(await _sessions.UpdateAsync(session with { Claims = Anna with { Roles = ["leads"] } }));
        Assert.Null(_sessions.Find(session.Id));
        Restart(Options);
        Assert.Null(_sessions.Find(session.Id));
    }

    [Fact]
    public async Task Without_a_refresh_token_a_session_ends_with_the_access_token_and_with_one_after_a_day()
    {
        var without = await _sessions.BeginAsync(
            Anna, false, new OpenIdTokens("the access token", null, "i", _time.GetUtcNow().AddMinutes(5)));
        var with = await BeginAsync(Anna);
        _time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromMilliseconds(1));
        Assert.NotNull(_sessions.Find(without.Id));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(_sessions.Find(without.Id));
        Assert.Null(_sessions.FindSession(without.Id));

        _time.Advance(TimeSpan.FromHours(23.5));
        Assert.NotNull(_sessions.Find(with.Id));
        _time.Advance(TimeSpan.FromHours(0.5));
        Assert.Null(_sessions.Find(with.Id));
    }

    [Fact]
    public async Task Sessions_that_nobody_uses_are_forgotten_and_a_person_has_a_bounded_number()
    {
        var first = await BeginAsync(Anna);
        for (var i = 1; i < OpenIdSessions.MostOfAPerson; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await BeginAsync(Anna);
        }

        var bert = await BeginAsync(Anna with { Subject = "2", Name = "bert" });
        Assert.NotNull(_sessions.Find(first.Id));
        _time.Advance(TimeSpan.FromSeconds(1));
        var last = await BeginAsync(Anna);
        Assert.Null(_sessions.Find(first.Id));
        Assert.Equal([], _sessions.ListUsed(_time.GetUtcNow().AddSeconds(1)));

        _time.Advance(TimeSpan.FromHours(7));
        Assert.NotNull(_sessions.Find(bert.Id));
        Assert.Equal(["bert"], _sessions.ListUsed(_time.GetUtcNow()).Select(s => s.Claims.Name));
        _time.Advance(TimeSpan.FromHours(2));
        await _sessions.RemoveOldAsync();
        Assert.Null(_sessions.Find(last.Id));
        Assert.NotNull(_sessions.Find(bert.Id));
    }

    private Task<OpenIdSession> BeginAsync(OpenIdClaims claims) => _sessions.BeginAsync(
        claims, true, new OpenIdTokens("the access token", "the refresh token", "the id token", _time.GetUtcNow().AddMinutes(5)));

    private void Restart(OpenIdOptions options)
    {
        _database.Dispose();
        (_database, _state, _sessions) = Open(options);
    }

    private (Database Database, AccessState State, OpenIdSessions Sessions) Open(OpenIdOptions options)
    {
        var database = new Database(
            new StorageOptions { Folder = _folder.Path }, AccessMigrations.All, NullLogger<Database>.Instance);
        var state = new AccessState(database, mayBeOpen: false);
        return (database, state, new OpenIdSessions(options, new RoleMapper(options, c => c), database, _protection, state, _time));
    }
}
