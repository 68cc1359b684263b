using System.Runtime.Versioning;
using Dapper;
using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.Engine.Tests.Storage;

public sealed class DatabaseTests : IDisposable
{
    private readonly TestStore _store = new();

    [Fact]
    public async Task An_acknowledged_change_is_there_after_opening_again()
    {
        using (var database = _store.Open())
        {
            await database.WriteAsync(new Insert("kept"));
        }

        using var again = _store.Open();
        Assert.Equal(["kept"], TestStore.Names(again));
    }

    [Fact]
    public async Task A_change_that_refuses_itself_leaves_nothing_and_takes_no_other_with_it()
    {
        using var database = _store.Open();
        var tasks = new[]
        {
            database.WriteAsync(new Insert("first")),
            database.WriteAsync(new Replace("first", expected: 7)),
            database.WriteAsync(new Insert("last")),
        };

        await Assert.ThrowsAsync<FencedException>(() => tasks[1]);
        await tasks[0];
        await tasks[2];
        Assert.Equal(["first", "last"], TestStore.Names(database));
        Assert.True(database.Health.Healthy);
        Assert.Equal(2, database.Health.Writes);
    }

    [Fact]
    public async Task What_comes_after_a_refused_change_of_the_same_scope_is_refused_too()
    {
        using var database = _store.Open();
        var scope = new WriteScope();
        var first = database.WriteAsync(new Insert("first"), scope);
        var refused = database.WriteAsync(new Insert("first"), scope);
        var resting = database.WriteAsync(new Insert("resting"), scope);
        var other = database.WriteAsync(new Insert("other"), new WriteScope());

        await first;
        await Assert.ThrowsAnyAsync<Exception>(() => refused);
        await Assert.ThrowsAsync<StorageException>(() => resting);
        await other;
        Assert.Equal(["first", "other"], TestStore.Names(database));
    }

    [Fact]
    public async Task Who_holds_what_was_not_kept_is_told_when_all_before_it_can_be_read_and_before_the_answer()
    {
        using var database = _store.Open();
        var read = new List<string>();
        var scope = new WriteScope(() => read.AddRange(TestStore.Names(database)));
        var first = database.WriteAsync(new Insert("first"), scope);
        var refused = database.WriteAsync(new Insert("first"), scope);

        await first;
        await Assert.ThrowsAnyAsync<Exception>(() => refused);
        Assert.Equal(["first"], read);
    }

    [Fact]
    public async Task The_writer_goes_on_whatever_a_holder_does_when_it_is_told()
    {
        using var database = _store.Open();
        await database.WriteAsync(new Insert("first"));
        var refused = database.WriteAsync(new Insert("first"), new WriteScope(() => throw new InvalidOperationException("holder")));

        await Assert.ThrowsAnyAsync<Exception>(() => refused);
        await database.WriteAsync(new Insert("second"));
        Assert.Equal(["first", "second"], TestStore.Names(database));
    }

    [Fact]
    public async Task A_single_statement_that_refuses_itself_takes_no_other_with_it()
    {
        using var database = _store.Open();
        var first = database.WriteAsync(new Insert("first"));
        var refused = database.WriteAsync(new Raise("first", expected: 7));
        var raised = database.WriteAsync(new Raise("first", expected: 1));

        await first;
        await Assert.ThrowsAsync<FencedException>(() => refused);
        await raised;
        using var connection = database.OpenRead();
        Assert.Equal(2, connection.ExecuteScalar<int>("SELECT version FROM facts WHERE name = 'first'"));
    }

    [Fact]
    public async Task Changes_that_wait_share_commits()
    {
        using var database = _store.Open();
        await Task.WhenAll(Enumerable.Range(0, 2000).Select(i => database.WriteAsync(new Insert($"n{i}"))));

        Assert.Equal(2000, database.Health.Writes);
        Assert.InRange(database.Health.Commits, 2, 1000);
    }

    [Fact]
    public async Task A_full_disk_fails_the_group_is_said_and_loses_nothing_acknowledged()
    {
        using var database = _store.Open();
        await database.WriteAsync(new Insert("before"));
        await database.WriteAsync(new Limit(pages: 8));

        var failure = await Assert.ThrowsAsync<StorageException>(() => database.WriteAsync(new Insert(new string('x', 200_000))));
        Assert.Contains("full", failure.Message, StringComparison.Ordinal);
        Assert.False(database.Health.Healthy);
        Assert.Equal(["before"], TestStore.Names(database));

        await database.WriteAsync(new Limit(pages: 1_000_000));
        await database.WriteAsync(new Insert("after"));
        Assert.True(database.Health.Healthy);
        Assert.Equal(["after", "before"], TestStore.Names(database));
    }

    [Fact]
    public void A_second_program_on_the_same_file_is_refused_in_one_line()
    {
        using var database = _store.Open();
        var refusal = Assert.Throws<DatabaseInUseException>(() => _store.Open());

        Assert.Contains(database.Path, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Fact]
    public void A_file_of_a_later_release_is_refused_and_left_as_it_was()
    {
        _store.Open(TestStore.Tables[0], new Migration("test", 2, "CREATE TABLE more (name TEXT)")).Dispose();

        Assert.Throws<SchemaTooNewException>(() => _store.Open());
        using var database = _store.Open(TestStore.Tables[0], new Migration("test", 2, "CREATE TABLE more (name TEXT)"));
        Assert.Empty(TestStore.Names(database));
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_the_tables_of_before()
    {
        using (var database = _store.Open())
        {
            await database.WriteAsync(new Insert("old"));
        }

        var failure = Assert.Throws<StorageException>(() =>
            _store.Open(TestStore.Tables[0], new Migration("test", 2, "CREATE TABLE half (a TEXT); CREATE TABLE facts (b TEXT)")));
        Assert.Contains(_store.Folder, failure.Message, StringComparison.Ordinal);

        using var again = _store.Open();
        Assert.Equal(["old"], TestStore.Names(again));
        using var connection = again.OpenRead();
        Assert.Equal(0, connection.ExecuteScalar<int>("SELECT count(*) FROM sqlite_master WHERE name = 'half'"));
    }

    [Fact]
    public void The_folder_is_made_for_its_owner_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows keeps a user's folder by its access list");
        var folder = Path.Combine(_store.Folder, "new");
        using var database = new Database(
            new StorageOptions { Folder = folder },
            TestStore.Tables,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<Database>.Instance);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, new DirectoryInfo(folder).UnixFileMode);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task The_files_are_their_owners_alone_also_in_a_folder_that_is_open_to_all()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows keeps a user's folder by its access list");
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var folder = Directory.CreateDirectory(Path.Combine(_store.Folder, "open"));
        folder.UnixFileMode = Owner | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute
            | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        using var database = new Database(
            new StorageOptions { Folder = folder.FullName },
            TestStore.Tables,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<Database>.Instance);
        await database.WriteAsync(new Insert("one"));

        Assert.All(
            [database.Path, database.Path + "-wal", database.Path + "-shm"],
            path => Assert.Equal(Owner, File.GetUnixFileMode(path)));
    }

    [Fact]
    public void Reading_connections_cannot_write()
    {
        using var database = _store.Open();
        using var connection = database.OpenRead();
        Assert.ThrowsAny<Exception>(() => connection.Execute("INSERT INTO facts VALUES ('x', 1)"));
    }

    public void Dispose() => _store.Dispose();

    private sealed class Limit(int pages) : IWrite
    {
        public void Apply(IWriteTransaction db) => db.Execute($"PRAGMA max_page_count = {pages}");
    }

    [Fact]
    public async Task Values_go_by_their_numbers_wherever_these_stand_and_all_kinds_come_back()
    {
        using var store = new TestStore();
        using var database = store.Open(new Migration("kinds", 1, "CREATE TABLE kinds (a TEXT, b INTEGER, c REAL, d BLOB, e TEXT)"));
        var probe = new Probe();
        await database.WriteAsync(probe);
        Assert.Equal(("ä𝄞", 5_000_000_000, 1.5, 3, null), probe.Found);
        Assert.Equal(1, probe.Changed);
        await Assert.ThrowsAsync<ArgumentException>(() => database.WriteAsync(new One("SELECT 1; SELECT 2")));
        await Assert.ThrowsAsync<ArgumentException>(() => database.WriteAsync(new One("SELECT @name")));
        await Assert.ThrowsAsync<ArgumentException>(() => database.WriteAsync(new One("SELECT @p1", 1, 2)));
    }

    private sealed class Probe : IWrite
    {
        public (string?, long, double, int, string?) Found { get; private set; }

        public int Changed { get; private set; }

        public void Apply(IWriteTransaction db)
        {
            Changed = db.Execute(
                "INSERT INTO kinds (e, d, c, b, a) VALUES (@p5, @p4, @p3, @p2, @p1)",
                "ä𝄞",
                5_000_000_000,
                1.5,
                SqlValue.FromBytes([1, 2, 3]),
                default);
            Found = (
                db.Scalar<string>("SELECT a FROM kinds WHERE b = @p2 AND a = @p1", "ä𝄞", 5_000_000_000),
                db.Scalar<long>("SELECT b FROM kinds"),
                db.Scalar<double>("SELECT c FROM kinds"),
                db.Scalar<int>("SELECT length(d) FROM kinds"),
                db.Scalar<string>("SELECT e FROM kinds"));
        }
    }

    private sealed class One(string sql, params SqlValue[] values) : IWrite
    {
        public void Apply(IWriteTransaction db) => db.Execute(sql, values);
    }
}
