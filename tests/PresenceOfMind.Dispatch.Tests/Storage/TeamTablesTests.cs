using System.Data.Common;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using PresenceOfMind.Dispatch.Storage;
using PresenceOfMind.Dispatch.Storage.Teams;
using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.Dispatch.Tests.Storage;

/// <summary>Removal and erasure know each table of a team, and each column of it that holds texts.</summary>
public sealed class TeamTablesTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly Database _database;

    public TeamTablesTests() =>
        _database = new Database(new StorageOptions { Folder = _folder.Path }, DispatchMigrations.All, NullLogger<Database>.Instance);

    [Fact]
    public void Each_table_with_a_team_is_known()
    {
        using var connection = _database.OpenRead();
        var tables = Columns(connection).Where(c => c.Name == "team").Select(c => c.Table);
        Assert.Equal(tables, TeamTables.All.Select(t => t.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_column_of_texts_says_whether_it_may_name_a_person()
    {
        using var connection = _database.OpenRead();
        var texts = Columns(connection).Where(c => !IsNumber(c.Type) && c.Name != "team").Select(c => $"{c.Table}.{c.Name}");
        Assert.Equal(texts, TeamTables.All.SelectMany(t => t.Texts.Select(c => $"{t.Name}.{c.Name}")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_removed_team_leaves_rows_only_where_they_are_to_outlive_it()
    {
        await _database.WriteAsync(new Fill(_database, "gone"));
        await _database.WriteAsync(new Fill(_database, "other"));
        await _database.WriteAsync(TeamRows.Remove(new("gone"), 1, null, DateTimeOffset.UtcNow));

        using var connection = _database.OpenRead();
        foreach (var table in Columns(connection).Where(c => c.Name == "team").Select(c => c.Table))
        {
            var left = connection.Query<string>($"SELECT team FROM {table} ORDER BY team");
            Assert.Equal((table, table == "dispatch_removal" ? "gone other" : "other"), (table, string.Join(' ', left)));
        }
    }

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    /// <summary>The columns of the tables that have one for the team, as the database says.</summary>
    private static List<(string Table, string Name, string Type)> Columns(DbConnection connection)
    {
        var all = connection.Query<(string Table, string Name, string Type)>(
            "SELECT t.name, c.name, c.type FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table'").ToList();
        var ofTeams = all.Where(c => c.Name == "team").Select(c => c.Table).ToHashSet(StringComparer.Ordinal);
        return [.. all.Where(c => ofTeams.Contains(c.Table)).OrderBy(c => $"{c.Table}.{c.Name}", StringComparer.Ordinal)];
    }

    private static bool IsNumber(string type) => type is "BIGINT" or "INTEGER";

    /// <summary>Puts a row into each table.</summary>
    private sealed class Fill(Database database, string team) : IWrite
    {
        private readonly List<(string Table, string Name, string Type)> _columns = Read(database);

        public void Apply(IWriteTransaction db)
        {
            foreach (var table in _columns.GroupBy(c => c.Table))
            {
                var values = table.Select(c => IsNumber(c.Type) ? "1" : $"'{team}'");
                var names = table.Select(c => c.Name);
                db.Execute($"INSERT INTO {table.Key} ({string.Join(", ", names)}) VALUES ({string.Join(", ", values)})");
            }
        }

        private static List<(string Table, string Name, string Type)> Read(Database database)
        {
            using var connection = database.OpenRead();
            return Columns(connection);
        }
    }
}
