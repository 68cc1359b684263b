using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using PresenceOfMind.Access.Accounts;
using PresenceOfMind.Access.Http;
using PresenceOfMind.Access.Keys;
using PresenceOfMind.Access.Principals;
using PresenceOfMind.Access.Refusals;
using PresenceOfMind.Access.Roles;
using PresenceOfMind.Access.Sessions;
using PresenceOfMind.Access.Storage;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Engine.Time;

namespace PresenceOfMind.App.Tests.Access;

public sealed class AccountStoreTests : IDisposable
{
    private const string Password = "correct horse battery";

    private static readonly Grant Lead = new(Role.Lead, "desk", null);

    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 29, 9, 0, 0, TimeSpan.Zero));
    private Database _database;
    private AccessState _state;
    private AccountStore _accounts;

    public AccountStoreTests() => (_database, _state, _accounts) = Open();

    public void Dispose()
    {
        _accounts.Dispose();
        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_account_signs_in_with_its_password_also_after_a_restart_and_the_password_is_nowhere_in_the_file()
    {
        await _accounts.AddAsync("Anna@Example.com", Password, [Lead], "key:admin");

        Restart();

        var account = (await _accounts.SignInAsync(" ANNA@example.com", Password)).Account!;
        Assert.Equal("anna@example.com", account.Name);
        Assert.Equal([Lead], account.Grants);
        Assert.Equal("key:admin", account.CreatedBy);
        Assert.Equal(_time.GetUtcNow(), account.LastSignIn);
        Restart();
        Assert.Equal(_time.GetUtcNow(), _accounts.Find("anna@example.com")!.LastSignIn);
        _database.Dispose();
        Assert.All(
            Directory.EnumerateFiles(_folder.Path),
            file => Assert.DoesNotContain(Password, File.ReadAllText(file), StringComparison.Ordinal));
        (_database, _state, _accounts) = Open();
    }

    [Fact]
    public async Task The_first_account_ends_being_open_for_good()
    {
        Assert.True(_state.IsOpen);
        await _accounts.AddAsync("anna", Password, [Lead], null);
        Assert.False(_state.IsOpen);

        await _accounts.RemoveAsync("anna");
        Restart();

        Assert.False(_state.IsOpen);
        Assert.Empty(_accounts.List());
    }

    [Theory]
    [InlineData("anna", "elevenchars", "12 to 128")]
    [InlineData("anna", "", "12 to 128")]
    [InlineData("annaannaanna", "AnnaAnnaAnna1", "sign-in name")]
    [InlineData("anna.berg@example.com", "anna.berg1234", "sign-in name")]
    [InlineData("anna", "aaaaaaaaaaaaaa", "repeats")]
    [InlineData("anna", "qwertyuiop123", "common")]
    public async Task A_password_that_is_too_short_or_common_or_made_of_the_name_is_refused(string name, string password, string why)
    {
        var refusal = await Assert.ThrowsAsync<AccessException>(() => _accounts.AddAsync(name, password, [Lead], null));
        Assert.Equal(("password", 400), (refusal.Field, refusal.Status));
        Assert.Contains(why, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(password.Length > 0 ? password : "\0", refusal.Message, StringComparison.Ordinal);
        Assert.True(_state.IsOpen);
    }

    [Fact]
    public async Task A_password_of_any_kind_of_characters_is_taken_from_12_up_to_128()
    {
        await _accounts.AddAsync("a", "all in small letters", [Lead], null);
        await _accounts.AddAsync("b", "密码密码很长很长的一个密码", [Lead], null);
        await _accounts.AddAsync("c", string.Concat(Enumerable.Repeat("abcd", 32)), [Lead], null);
        await Assert.ThrowsAsync<AccessException>(
            () => _accounts.AddAsync("d", string.Concat(Enumerable.Repeat("abcd", 32)) + "e", [Lead], null));
        Assert.NotNull((await _accounts.SignInAsync("b", "密码密码很长很长的一个密码")).Account);
    }

    [Theory]
    [InlineData("")]
    [InlineData("an na")]
    [InlineData("anna/berg")]
    [InlineData("anna\0")]
    public async Task What_is_no_sign_in_name_is_refused(string name)
    {
        var refusal = await Assert.ThrowsAsync<AccessException>(() => _accounts.AddAsync(name, Password, [Lead], null));
        Assert.Equal("name", refusal.Field);
    }

    [Fact]
    public async Task Five_failures_lock_a_known_and_an_unknown_name_alike_and_each_further_five_for_longer()
    {
        await _accounts.AddAsync("anna", Password, [Lead], null);
        foreach (var name in (string[])["anna", "nobody"])
        {
            await FailAsync(name, 5);
            Assert.Equal(TimeSpan.FromMinutes(15), (await _accounts.SignInAsync(name, Password)).RetryAfter);
        }

        _time.Advance(TimeSpan.FromMinutes(15));
        await FailAsync("anna", 5);
        var locked = await _accounts.SignInAsync("anna", Password);
        Assert.Equal((null, TimeSpan.FromMinutes(30)), (locked.Account, locked.RetryAfter));

        _time.Advance(TimeSpan.FromMinutes(30));
        Assert.NotNull((await _accounts.SignInAsync("anna", Password)).Account);
        await FailAsync("anna", 4);
        Assert.NotNull((await _accounts.SignInAsync("anna", Password)).Account);
    }

    [Fact]
    public async Task Another_password_ends_the_lock_out_and_the_sessions()
    {
        var before = await _accounts.AddAsync("anna", Password, [Lead], null);
        await FailAsync("anna", 5);

        await _accounts.SetPasswordAsync("anna", "another long password");

        Assert.Null(_accounts.FindByStamp("anna", before.Stamp));
        Assert.Null((await _accounts.SignInAsync("anna", Password)).Account);
        Assert.NotNull((await _accounts.SignInAsync("anna", "another long password")).Account);
    }

    [Fact]
    public async Task A_common_password_is_refused_wherever_it_is_set()
    {
        const string Common = "qwertyuiop123";
        var account = await _accounts.AddAsync("anna", Password, [Lead], null);
        var service = new AccountService(_accounts, contact => contact);
        foreach (var set in (Func<Task>[])
        [
            () => _accounts.AddAsync("bea", Common, [Lead], null),
            () => service.AddAsync(Principal.OfFolder, new AccountBody { Name = "bea", Password = Common }),
            () => service.SetPasswordAsync(Principal.OfFolder, "anna", new PasswordBody { Password = Common }),
            () => _accounts.ChangeOwnPasswordAsync("anna", account.Stamp, Common),
        ])
        {
            var refusal = await Assert.ThrowsAsync<AccessException>(set);
            Assert.Equal((400, "password"), (refusal.Status, refusal.Field));
            Assert.Contains("common", refusal.Message, StringComparison.Ordinal);
        }

        Assert.NotNull((await _accounts.SignInAsync("anna", Password)).Account);
        Assert.Null(_accounts.Find("bea"));
    }

    [Fact]
    public async Task Passkeys_outlast_a_restart_and_go_with_a_password_of_the_administrator_and_with_the_account()
    {
        var account = await _accounts.AddAsync("anna", Password, [Lead], null);
        account = await _accounts.AddPasskeyAsync("anna", account.Stamp, Made("first", 7));
        account = await _accounts.AddPasskeyAsync("anna", account.Stamp, Made("second", 0));
        Restart();

        var used = _accounts.FindByPasskey(ToId("second"))!.Passkeys[1].ToIdentity();
        Assert.Equal(account.Id, (await _accounts.SignInByPasskeyAsync(account.Id, used))!.Id);
        used = _accounts.FindByPasskey(ToId("first"))!.Passkeys[0].ToIdentity();
        used.SignCount = 8;
        Assert.NotNull(await _accounts.SignInByPasskeyAsync(account.Id, used));
        Assert.Null(await _accounts.SignInByPasskeyAsync(account.Id, used));
        Restart();
        var passkey = _accounts.Find("anna")!.Passkeys[0];
        Assert.Equal(("first", 8u, _time.GetUtcNow()), (passkey.Name, passkey.SignCount, passkey.LastUsed));
        Assert.Equal([1, 2, 3], passkey.PublicKey);

        account = await _accounts.RemovePasskeyAsync("anna", _accounts.Find("anna")!.Stamp, passkey.Id);
        Assert.Equal(["second"], account.Passkeys.Select(p => p.Name));
        await _accounts.SetPasswordAsync("anna", "another long password");
        Restart();
        Assert.Empty(_accounts.Find("anna")!.Passkeys);

        await _accounts.AddPasskeyAsync("anna", _accounts.Find("anna")!.Stamp, Made("third", 0));
        await _accounts.RemoveAsync("anna");
        await _accounts.AddAsync("anna", Password, [Lead], null);
        Restart();
        Assert.Null(_accounts.FindByPasskey(ToId("third")));
        Assert.Empty(_accounts.Find("anna")!.Passkeys);
    }

    [Fact]
    public async Task An_account_has_at_most_20_passkeys()
    {
        var account = await _accounts.AddAsync("anna", Password, [Lead], null);
        for (var i = 0; i < AccountStore.MostPasskeys; i++)
        {
            account = await _accounts.AddPasskeyAsync("anna", account.Stamp, Made($"key-{i:00}", 0));
        }

        var refusal = await Assert.ThrowsAsync<AccessException>(() => _accounts.AddPasskeyAsync("anna", account.Stamp, Made("more", 0)));
        Assert.Equal((409, "too-many-passkeys"), (refusal.Status, refusal.Code));
    }

    [Fact]
    public async Task The_reason_why_a_session_ended_is_known()
    {
        var viewer = new Grant(Role.Viewer, "sales", null);
        var added = await _accounts.AddAsync("anna", Password, [Lead], null);
        var granted = await _accounts.GrantAsync("anna", viewer);
        var revoked = await _accounts.RevokeAsync("anna", viewer);
        var own = await _accounts.ChangeOwnPasswordAsync("anna", revoked.Stamp, "another long password");
        var ended = await _accounts.EndSessionsAsync("anna", own.Stamp);
        var set = await _accounts.SetPasswordAsync("anna", Password);
        Assert.Equal(
            [SessionEnd.Roles, SessionEnd.Roles, SessionEnd.Password, SessionEnd.Elsewhere, SessionEnd.Password, SessionEnd.Other],
            new[] { added, granted, revoked, own, ended, set }.Select(a => _accounts.FindEnd("anna", a.Stamp)));

        Restart();
        Assert.Equal(SessionEnd.Other, _accounts.FindEnd("anna", added.Stamp));
        await _accounts.RemoveAsync("anna");
        Assert.Equal(SessionEnd.Removed, _accounts.FindEnd("anna", set.Stamp));
    }

    [Fact]
    public async Task A_change_of_the_own_account_needs_the_session_that_was_shown()
    {
        var before = await _accounts.AddAsync("anna", Password, [Lead], null);
        await _accounts.SetPasswordAsync("anna", "another long password");
        var refusal = await Assert.ThrowsAsync<AccessException>(() => _accounts.ChangeOwnPasswordAsync("anna", before.Stamp, Password));
        Assert.Equal(401, refusal.Status);
        Assert.NotNull((await _accounts.SignInAsync("anna", "another long password")).Account);
    }

    [Fact]
    public async Task Erasing_a_worker_takes_the_role_and_removes_an_account_that_has_no_other()
    {
        var worker = new Grant(Role.Worker, "desk", "ann@example.com");
        var stamp = (await _accounts.AddAsync("ann", Password, [worker, Lead], "account:Ann")).Stamp;
        await _accounts.AddAsync("ann.only", Password, [worker], null);
        await _accounts.AddAsync("other", Password, [worker with { Worker = "bob@example.com" }, worker with { Team = "sales" }], null);

        for (var i = 0; i < 2; i++)
        {
            await _accounts.EraseAsync("desk", "ann@example.com", text => text == "account:Ann" ? "account:erased-1" : null);
            Check();
            Restart();
            Check();
        }

        void Check()
        {
            Assert.Equal(["ann", "other"], _accounts.List().Select(a => a.Name));
            Assert.Equal([Lead], _accounts.Find("ann")!.Grants);
            Assert.Equal("account:erased-1", _accounts.Find("ann")!.CreatedBy);
            Assert.Null(_accounts.FindByStamp("ann", stamp));
            Assert.Equal(2, _accounts.Find("other")!.Grants.Count);
        }
    }

    [Fact]
    public async Task A_role_given_or_taken_and_a_removal_end_the_sessions_and_are_told()
    {
        var told = 0;
        var stamp = (await _accounts.AddAsync("anna", Password, [Lead], null)).Stamp;
        _state.Changed += () => told++;
        Assert.NotNull(_accounts.FindByStamp("anna", stamp));

        var viewer = new Grant(Role.Viewer, "sales", null);
        var granted = await _accounts.GrantAsync("anna", viewer);
        Assert.Equal([Lead, viewer], granted.Grants);
        Assert.Null(_accounts.FindByStamp("anna", stamp));

        var revoked = await _accounts.RevokeAsync("anna", Lead);
        Assert.Null(_accounts.FindByStamp("anna", granted.Stamp));
        Assert.Equal(2, told);
        Restart();
        Assert.Equal([viewer], _accounts.FindByStamp("anna", revoked.Stamp)!.Grants);

        _state.Changed += () => told++;
        await _accounts.RemoveAsync("anna");
        Assert.Null(_accounts.FindByStamp("anna", revoked.Stamp));
        Assert.Equal(3, told);
    }

    [Fact]
    public async Task A_session_ends_after_24_hours_whatever_is_done_in_it()
    {
        using var keys = new ApiKeys(_database, _state, new WallClock(_time));
        var claims = new PrincipalClaims(_accounts, keys, _state, _time);
        var session = claims.Begin(await _accounts.AddAsync("anna", Password, [Lead], null));
        _time.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        Assert.Equal("account:anna", claims.FindCurrent(session)!.Actor);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(claims.FindCurrent(session));
        Assert.Null(claims.FindCurrent(PrincipalClaims.ToClaims(Principal.Anyone)));
        Assert.Null(claims.FindCurrent(PrincipalClaims.ToClaims(null)));
    }

    [Fact]
    public async Task A_name_is_an_accounts_alone_and_a_role_is_given_once()
    {
        await _accounts.AddAsync("anna", Password, [Lead], null);
        Assert.Equal(409, (await Assert.ThrowsAsync<AccessException>(() => _accounts.AddAsync("ANNA", Password, [], null))).Status);
        Assert.Equal(409, (await Assert.ThrowsAsync<AccessException>(() => _accounts.GrantAsync("anna", Lead))).Status);
        Assert.Equal(
            404, (await Assert.ThrowsAsync<AccessException>(() => _accounts.RevokeAsync("anna", Lead with { Team = "x" }))).Status);
        Assert.Equal(404, (await Assert.ThrowsAsync<AccessException>(() => _accounts.RemoveAsync("bea"))).Status);
    }

    [Fact]
    public async Task A_manager_manages_the_accounts_of_the_own_teams_alone_and_gives_no_stronger_role()
    {
        var service = new AccountService(_accounts, contact => contact);
        var manager = new Principal(PrincipalKind.Account, "mia", [new Grant(Role.Manager, "desk", null)]);
        await _accounts.AddAsync("anna", Password, [Lead], null);
        await _accounts.AddAsync("both", Password, [Lead, new Grant(Role.Viewer, "sales", null)], null);
        await _accounts.AddAsync("root", Password, [new Grant(Role.Administrator, null, null)], null);
        await _accounts.AddAsync("none", Password, [], null);

        Assert.Equal(["anna"], service.List(manager).Select(a => a.Name));
        Assert.Equal(4, service.List(Principal.OfFolder).Count);
        var viewer = new GrantBody { Role = "viewer", Team = "desk" };
        await service.GrantAsync(manager, "anna", viewer);
        await service.AddAsync(manager, new AccountBody { Name = "new", Password = Password, Grants = [viewer] });

        Assert.Equal(403, await StatusAsync(() => service.GrantAsync(manager, "anna", new GrantBody { Role = "viewer", Team = "sales" })));
        Assert.Equal(403, await StatusAsync(() => service.GrantAsync(manager, "anna", new GrantBody { Role = "administrator" })));
        Assert.Equal(403, await StatusAsync(() => service.AddAsync(manager, new AccountBody { Name = "x", Password = Password })));
        foreach (var name in (string[])["both", "root", "none", "absent"])
        {
            Assert.Equal(404, await StatusAsync(() => service.RemoveAsync(manager, name)));
            Assert.Equal(404, await StatusAsync(() => service.SetPasswordAsync(manager, name, new PasswordBody { Password = Password })));
        }
    }

    private static string ToId(string name) => Passkey.ToId(System.Text.Encoding.UTF8.GetBytes(name));

    /// <summary>A passkey whose id is made of its name.</summary>
    private static Passkey Made(string name, uint count) => new()
    {
        Id = ToId(name),
        Name = name,
        PublicKey = [1, 2, 3],
        SignCount = count,
        Transports = "internal,hybrid",
    };

    private static async Task<int> StatusAsync(Func<Task> act) => (await Assert.ThrowsAsync<AccessException>(act)).Status;

    private async Task FailAsync(string name, int times)
    {
        for (var i = 0; i < times; i++)
        {
            var outcome = await _accounts.SignInAsync(name, "a wrong password");
            Assert.Equal((null, TimeSpan.Zero), (outcome.Account, outcome.RetryAfter));
        }
    }

    private void Restart()
    {
        _accounts.Dispose();
        _database.Dispose();
        (_database, _state, _accounts) = Open();
    }

    private (Database Database, AccessState State, AccountStore Accounts) Open()
    {
        var database = new Database(
            new StorageOptions { Folder = _folder.Path }, AccessMigrations.All, NullLogger<Database>.Instance);
        var state = new AccessState(database, mayBeOpen: true);
        return (database, state, new AccountStore(database, state, new WallClock(_time), _time));
    }
}
