using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.Engine.Tests.Storage;

/// <summary>A database in a folder of its own that goes away with the test.</summary>
internal sealed class TestStore : IDisposable
{
    public static readonly Migration[] Tables =
    [
        new("test", 1, "CREATE TABLE facts (name TEXT NOT NULL PRIMARY KEY, version INTEGER NOT NULL)"),
    ];

    public string Folder { get; } = Directory.CreateTempSubdirectory("pom-store-").FullName;

    public Database Open(params Migration[] migrations) =>
        new(new StorageOptions { Folder = Folder }, migrations.Length == 0 ? Tables : migrations, NullLogger<Database>.Instance);

    public static IReadOnlyList<string> Names(Database database)
    {
        using var connection = database.OpenRead();
        return connection.Query<string>("SELECT name FROM facts ORDER BY name").AsList();
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

internal sealed class Insert(string name) : IWrite
{
    public void Apply(IWriteTransaction db) => db.Execute("INSERT INTO facts (name, version) VALUES (@p1, @p2)", name, 1);
}

internal sealed class Replace(string name, int expected) : IWrite
{
    public void Apply(IWriteTransaction db)
    {
        db.Execute("INSERT INTO facts (name, version) VALUES (@p1, @p2)", "trace of " + name, 1);
        db.Expect(1, "UPDATE facts SET version = version + 1 WHERE name = @p1 AND version = @p2", name, expected);
    }
}

internal sealed class Raise(string name, int expected) : IWrite
{
    public bool IsOneStatement => true;

    public void Apply(IWriteTransaction db) =>
        db.Expect(1, "UPDATE facts SET version = version + 1 WHERE name = @p1 AND version = @p2", name, expected);
}
