using Dapper;
using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.Engine.Time;

/// <summary>How the steady clock is kept: one row.</summary>
internal static class ClockRows
{
    /// <summary>The table.</summary>
    public static IReadOnlyList<Migration> Migrations { get; } =
        [new("clock", 1, "CREATE TABLE clock (id INTEGER NOT NULL PRIMARY KEY, steady BIGINT NOT NULL, wall BIGINT NOT NULL)")];

    /// <summary>What was kept last; null where nothing was.</summary>
    public static SteadyTime? Read(Database database)
    {
        using var connection = database.OpenRead();
        return connection.QuerySingleOrDefault<Row>("SELECT steady AS Steady, wall AS Wall FROM clock WHERE id = 1") is { } row
            ? new SteadyTime(UnixTime.From(row.Steady), UnixTime.From(row.Wall))
            : null;
    }

    /// <summary>Keeps both clocks.</summary>
    public static IWrite Keep(SteadyTime time) => new KeepWrite(time);

    private sealed record Row(long Steady, long Wall);

    private sealed record KeepWrite(SteadyTime Time) : IWrite
    {
        public bool IsOneStatement => true;

        public void Apply(IWriteTransaction db) => db.Execute(
            "INSERT INTO clock (id, steady, wall) VALUES (1, @p1, @p2) "
                + "ON CONFLICT (id) DO UPDATE SET steady = excluded.steady, wall = excluded.wall",
            UnixTime.ToMilliseconds(Time.Steady),
            UnixTime.ToMilliseconds(Time.Wall));
    }
}
