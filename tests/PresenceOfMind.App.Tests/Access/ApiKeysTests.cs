using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using PresenceOfMind.Access.Keys;
using PresenceOfMind.Access.Refusals;
using PresenceOfMind.Access.Roles;
using PresenceOfMind.Access.Storage;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Engine.Time;

namespace PresenceOfMind.App.Tests.Access;

public sealed class ApiKeysTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 29, 9, 0, 30, TimeSpan.Zero));
    private Database _database;
    private AccessState _state;
    private ApiKeys _keys;

    public ApiKeysTests() => (_database, _state, _keys) = Open();

    public void Dispose()
    {
        _keys.Dispose();
        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_key_is_found_by_its_text_also_after_a_restart_and_its_text_is_nowhere_in_the_file()
    {
        var issued = await AddAsync("wall");
        Assert.Matches(new Regex("^pom_[0-9a-f]{72}$"), issued.Text);
        Assert.Equal("wall", _keys.Verify(issued.Text)?.Name);

        Restart();

        Assert.Equal("wall", _keys.Verify(issued.Text)?.Name);
        _keys.Dispose();
        _database.Dispose();
        Assert.All(
            Directory.EnumerateFiles(_folder.Path),
            file => Assert.DoesNotContain(issued.Text[4..], File.ReadAllText(file), StringComparison.Ordinal));
        (_database, _state, _keys) = Open();
    }

    [Fact]
    public async Task A_text_that_is_truncated_or_mistyped_or_unknown_is_no_key()
    {
        var text = (await AddAsync("wall")).Text;
        Assert.Null(_keys.Verify(text[..^1]));
        Assert.Null(_keys.Verify(text + "0"));
        Assert.Null(_keys.Verify(text.ToUpperInvariant()));
        Assert.Null(_keys.Verify(text[4..]));
        Assert.Null(_keys.Verify(""));
        Assert.Null(_keys.Verify(ApiKeyTextOfNobody()));
    }

    [Fact]
    public async Task A_key_ends_when_it_expires()
    {
        var text = (await _keys.AddAsync(Wish("wall") with { Expires = _time.GetUtcNow().AddMinutes(5) }, null)).Text;
        _time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromMilliseconds(1));
        Assert.NotNull(_keys.Verify(text));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(_keys.Verify(text));
    }

    [Fact]
    public async Task A_rotated_key_works_beside_the_new_one_for_the_overlap_alone()
    {
        var first = (await AddAsync("wall")).Text;
        var second = (await _keys.RotateAsync("wall", TimeSpan.FromMinutes(1))).Text;
        Restart();
        Assert.NotNull(_keys.Verify(first));
        Assert.NotNull(_keys.Verify(second));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(_keys.Verify(first));
        Assert.NotNull(_keys.Verify(second));

        var third = (await _keys.RotateAsync("wall", TimeSpan.Zero)).Text;
        Assert.Null(_keys.Verify(second));
        Assert.NotNull(_keys.Verify(third));
    }

    [Fact]
    public async Task A_revoked_key_ends_at_once_and_its_name_is_free()
    {
        var text = (await AddAsync("wall")).Text;
        await _keys.RevokeAsync("wall");
        Assert.Null(_keys.Verify(text));
        Restart();
        Assert.Null(_keys.Verify(text));
        await AddAsync("wall");
        Assert.Equal("key-unknown", (await Assert.ThrowsAsync<AccessException>(() => _keys.RevokeAsync("other"))).Code);
    }

    [Fact]
    public async Task The_first_key_of_people_ends_being_open_for_good()
    {
        await _keys.AddBootstrapAsync(null);
        Assert.True(_state.IsOpen);
        await AddAsync("wall");
        Assert.False(_state.IsOpen);
        await _keys.RevokeAsync("wall");
        Restart();
        Assert.False(_state.IsOpen);
    }

    [Fact]
    public async Task The_last_use_is_kept_to_the_minute()
    {
        var text = (await AddAsync("wall")).Text;
        Assert.Null(_keys.Find("wall")!.LastUsed);
        _keys.Verify(text);
        await _keys.KeepUsesAsync();
        Restart();
        Assert.Equal(new DateTimeOffset(2026, 11, 29, 9, 0, 0, TimeSpan.Zero), _keys.List().Single().LastUsed);
    }

    [Theory]
    [InlineData("", Role.Viewer, "desk", null, "name")]
    [InlineData(" wall", Role.Viewer, "desk", null, "name")]
    [InlineData("wall\n", Role.Viewer, "desk", null, "name")]
    [InlineData("wall", Role.Administrator, "desk", null, "team")]
    [InlineData("wall", Role.Worker, "desk", null, "worker")]
    [InlineData("wall", Role.Worker, null, "ann@example.com", "team")]
    [InlineData("wall", Role.Lead, "desk", "ann@example.com", "worker")]
    public async Task A_key_that_makes_no_sense_is_refused_and_nothing_is_kept(
        string name, Role role, string? team, string? worker, string field)
    {
        var wished = new NewKey(name, new Grant(role, team, worker));
        var refusal = await Assert.ThrowsAsync<AccessException>(() => _keys.AddAsync(wished, null));
        Assert.Equal((400, field), (refusal.Status, refusal.Field));
        Assert.Empty(_keys.List());
        Assert.True(_state.IsOpen);
    }

    [Fact]
    public async Task Of_many_who_ask_for_one_name_one_gets_it()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            try
            {
                await AddAsync("wall");
                return "made";
            }
            catch (AccessException refusal)
            {
                return refusal.Code;
            }
        }));
        Assert.Single(results, "made");
        Assert.Equal(19, results.Count(r => r == "key-known"));
    }

    [Fact]
    public async Task Erasing_a_worker_revokes_the_keys_of_the_worker_and_replaces_the_person_in_the_names_of_others()
    {
        var worker = new Grant(Role.Worker, "desk", "ann@example.com");
        var own = await _keys.AddAsync(new NewKey("phone", worker), null);
        var elsewhere = await _keys.AddAsync(new NewKey("Ann's other desk", worker with { Team = "sales" }), null);
        var first = await _keys.AddAsync(Wish("made for Ann"), "account:Ann");
        await _keys.AddAsync(Wish("made for Ann".Replace("Ann", "erased-1", StringComparison.Ordinal)), null);
        var everywhere = await _keys.AddAsync(new NewKey("Ann", new Grant(Role.Administrator, null, null)), null);

        for (var i = 0; i < 2; i++)
        {
            await _keys.EraseAsync("desk", "ann@example.com", Replace);
            Check();
            Restart();
            Check();
        }

        void Check()
        {
            Assert.Null(_keys.Verify(own.Text));
            Assert.Equal(
                ["Ann's other desk", "erased-1", "made for erased-1", "made for erased-1 2"], _keys.List().Select(k => k.Name));
            Assert.Equal("Ann's other desk", _keys.Verify(elsewhere.Text)!.Name);
            Assert.Equal(
                ("made for erased-1 2", "account:erased-1"), (_keys.Verify(first.Text)!.Name, _keys.Verify(first.Text)!.CreatedBy));
            Assert.Equal("erased-1", _keys.Verify(everywhere.Text)!.Name);
        }

        static string? Replace(string text) =>
            text.Contains("Ann", StringComparison.Ordinal) ? text.Replace("Ann", "erased-1", StringComparison.Ordinal) : null;
    }

    private static NewKey Wish(string name) => new(name, new Grant(Role.Viewer, "desk", null));

    /// <summary>A whole key of another data folder.</summary>
    private static string ApiKeyTextOfNobody()
    {
        var secret = new string('0', 64);
        var sum = Convert.ToHexStringLower(
            SHA256.HashData(Encoding.ASCII.GetBytes("pom_" + secret)))[..8];
        return "pom_" + secret + sum;
    }

    private Task<IssuedKey> AddAsync(string name) => _keys.AddAsync(Wish(name), null);

    private void Restart()
    {
        _keys.Dispose();
        _database.Dispose();
        (_database, _state, _keys) = Open();
    }

    private (Database Database, AccessState State, ApiKeys Keys) Open()
    {
        var database = new Database(
            new StorageOptions { Folder = _folder.Path }, AccessMigrations.All, NullLogger<Database>.Instance);
        var state = new AccessState(database, mayBeOpen: true);
        return (database, state, new ApiKeys(database, state, new WallClock(_time)));
    }
}
