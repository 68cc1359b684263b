using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using PresenceOfMind.Access.Audit;
using PresenceOfMind.Access.Http;
using PresenceOfMind.Access.Principals;
using PresenceOfMind.Access.Roles;
using PresenceOfMind.Access.Storage;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Engine.Time;

namespace PresenceOfMind.App.Tests.Access;

public sealed class AuditTrailTests : IDisposable
{
    private static readonly Principal Wallboard = new(PrincipalKind.Key, "wallboard", [new Grant(Role.Manager, "desk", null)]);

    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 29, 9, 0, 0, TimeSpan.Zero));
    private readonly Light _light = new();
    private Database _database;
    private AuditTrail _trail;

    public AuditTrailTests() => (_database, _trail) = Open();

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_change_is_kept_with_who_made_it_and_what_is_another_after_it()
    {
        await SwitchAsync("red", "green");
        var entry = Assert.Single(await ListAsync());
        Assert.Equal(
            new AuditEntry
            {
                Position = 1,
                At = _time.GetUtcNow(),
                Kind = "key",
                Actor = "key:wallboard",
                Action = "light.set",
                Subject = "north",
                Team = "desk",
                Before = """{"colour":"red"}""",
                After = """{"colour":"green"}""",
            },
            entry);
    }

    [Fact]
    public async Task A_change_that_is_refused_leaves_nothing()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => _trail.ChangeAsync<bool>(Wallboard, Target, () => throw new InvalidOperationException()));
        Restart();
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task A_change_whose_end_nobody_knows_is_in_the_audit_after_the_next_start()
    {
        await _trail.BeginAsync(Wallboard, "10.0.0.1", Target);
        Assert.Empty(await ListAsync());
        Restart();
        var entry = Assert.Single(await ListAsync());
        Assert.Equal((AuditOutcome.Unknown, "10.0.0.1", "light.set"), (entry.Outcome, entry.Address, entry.Action));
    }

    [Fact]
    public async Task Filters_choose_by_each_member_and_pages_follow_each_other()
    {
        for (var i = 0; i < 5; i++)
        {
            await SwitchAsync("red", "green");
            _time.Advance(TimeSpan.FromHours(1));
        }

        await _trail.AppendAsync(new AuditEntry { Kind = "account", Actor = "account:ann", Action = "key.added", Subject = "wall" });
        Assert.Equal([6L], (await ListAsync(new AuditFilter { Actor = "account:ann" })).Select(e => e.Position));
        Assert.Equal([6L], (await ListAsync(new AuditFilter { Action = "key" })).Select(e => e.Position));
        Assert.Empty(await ListAsync(new AuditFilter { Action = "ke" }));
        Assert.Equal(5, (await ListAsync(new AuditFilter { Action = "light.set", Subject = "north", Team = "desk" })).Count);
        Assert.Equal([3L, 2L], (await ListAsync(new AuditFilter
        {
            From = new DateTimeOffset(2026, 11, 29, 10, 0, 0, TimeSpan.Zero),
            To = new DateTimeOffset(2026, 11, 29, 12, 0, 0, TimeSpan.Zero),
        })).Select(e => e.Position));
        Assert.Equal(5, (await ListAsync(new AuditFilter { Managed = ["desk"], OfTeams = true })).Count);
        Assert.Empty(await ListAsync(new AuditFilter { Managed = [], OfTeams = true }));

        var first = await AuditPages.ReadAsync(_trail, new AuditFilter(), null, 4);
        var second = await AuditPages.ReadAsync(_trail, new AuditFilter(), first.Next, 4);
        Assert.Equal([6L, 5L, 4L, 3L, 2L, 1L], first.Items.Concat(second.Items).Select(e => e.Position));
        Assert.Null(second.Next);
        var exported = await _trail.ExportAsync(new AuditFilter()).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal([1L, 2L, 3L, 4L, 5L, 6L], exported.Select(e => e.Position));
    }

    [Fact]
    public async Task Entries_end_with_their_age_and_no_position_is_given_twice()
    {
        await SwitchAsync("red", "green");
        await SwitchAsync("red", "green");
        _time.Advance(TimeSpan.FromDays(10));
        await _trail.KeepAsync(isEnd: false);
        Assert.Equal(2, (await ListAsync()).Count);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await _trail.KeepAsync(isEnd: false);
        Assert.Equal([2L], (await ListAsync()).Select(e => e.Position));
        await SwitchAsync("red", "green");
        Assert.Equal([3L, 2L], (await ListAsync()).Select(e => e.Position));
    }

    [Fact]
    public async Task Refusals_are_kept_up_to_their_limit_and_the_oldest_go_first()
    {
        await SwitchAsync("red", "green");
        for (var i = 0; i < 6; i++)
        {
            _trail.NoteRefusal(new AuditEntry { Kind = AuditTrail.Nobody, Action = AuditTable.Refused, Subject = $"GET /{i}" });
        }

        await _trail.KeepAsync(isEnd: true);
        Assert.Equal(["GET /5", "GET /4", "GET /3", "north"], (await ListAsync()).Select(e => e.Subject));
    }

    [Fact]
    public async Task An_erased_person_is_a_pseudonym_in_all_texts_of_the_team_and_of_no_team()
    {
        _light.Now = new JsonObject { ["name"] = "Ann Osei", ["ann@example.com"] = 1 };
        var begun = await _trail.BeginAsync(
            Wallboard with { Name = "ann@example.com" }, null, new AuditTarget("light.set", "ann@example.com", "desk"));
        await _trail.AppendAsync(new AuditEntry
        {
            Kind = "account",
            Actor = "account:ann@example.com",
            Action = "light.set",
            Before = """{"name":"Ann Osei"}""",
            After = """{"contact":"ann@example.com"}""",
        });
        await _trail.AppendAsync(new AuditEntry { Kind = "key", Action = "light.set", Subject = "ann@example.com", Team = "other" });

        await _trail.EraseAsync("desk", Replace, Replace);
        await _trail.LoseAsync(begun);

        var kept = await ListAsync();
        Assert.Equal("ann@example.com", Assert.Single(kept, e => e.Team == "other").Subject);
        Assert.All(kept.Where(e => e.Team != "other"), entry => Assert.DoesNotContain("nn", entry.ToString(), StringComparison.Ordinal));
        Assert.Equal(2, kept.Count(e => e.Actor?.EndsWith(":erased-1", StringComparison.Ordinal) == true));

        static string Replace(string text) => text
            .Replace("ann@example.com", "erased-1", StringComparison.Ordinal)
            .Replace("Ann Osei", "erased-1", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("access_audit", false)]
    [InlineData("access_audit_open", true)]
    public void Each_column_of_texts_is_rewritten_by_an_erasure_or_names_nobody(string table, bool isOpen)
    {
        string[] personal = isOpen ? ["actor", "subject", "value_before"] : ["actor", "subject", "value_after", "value_before"];
        string[] other = isOpen ? ["action", "address", "id", "kind", "team"] : ["action", "address", "code", "kind", "outcome", "team"];
        using var connection = _database.OpenRead();
        var texts = connection.Query<string>("SELECT name FROM pragma_table_info(@table) WHERE type = 'TEXT'", new { table });
        Assert.Equal(personal.Concat(other).Order(StringComparer.Ordinal), texts.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Keys_long_texts_and_line_ends_do_not_come_into_an_entry()
    {
        var key = "pom_" + new string('a', 72);
        _light.Now = new JsonObject { ["note"] = key };
        await _trail.ChangeAsync(Wallboard, Target with { Subject = $"x\n{key}" }, () =>
        {
            _light.Now = new JsonObject { ["note"] = new string('x', 100_000) };
            return Task.FromResult(true);
        });
        var entry = Assert.Single(await ListAsync());
        Assert.Equal(("x pom_…", """{"note":"pom_…"}"""), (entry.Subject, entry.Before));
        Assert.Matches("^{\"omittedBytes\":1000\\d\\d}$", entry.After);
    }

    private static AuditTarget Target { get; } = new("light.set", "north", "desk");

    private Task<bool> SwitchAsync(string from, string to)
    {
        _light.Now = new JsonObject { ["colour"] = from, ["place"] = "door" };
        return _trail.ChangeAsync(Wallboard, Target, () =>
        {
            _light.Now = new JsonObject { ["colour"] = to, ["place"] = "door" };
            return Task.FromResult(true);
        });
    }

    private Task<IReadOnlyList<AuditEntry>> ListAsync(AuditFilter? filter = null) =>
        _trail.ListAsync(filter ?? new AuditFilter(), null, 100);

    private void Restart()
    {
        _database.Dispose();
        (_database, _trail) = Open();
    }

    private (Database Database, AuditTrail Trail) Open()
    {
        var database = new Database(
            new StorageOptions { Folder = _folder.Path }, AccessMigrations.All, NullLogger<Database>.Instance);
        return (database, new AuditTrail(database, new WallClock(_time), new AuditOptions { Days = 10, MostRefusals = 3 }, [_light]));
    }

    private sealed class Light : IAuditedState
    {
        public JsonNode? Now { get; set; }

        public bool Reads(AuditTarget target) => target.Area == "light";

        public Task<JsonNode?> ReadAsync(AuditTarget target) => Task.FromResult(Now?.DeepClone());
    }
}
