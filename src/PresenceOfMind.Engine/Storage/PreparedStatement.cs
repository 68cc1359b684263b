using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace PresenceOfMind.Engine.Storage;

/// <summary>
/// One statement of the writer, without what ADO.NET makes for each use of a command: a reader, parameters, their values.
/// That is half of the time of a row.
/// </summary>
internal sealed class PreparedStatement : IDisposable
{
    private readonly sqlite3 _db;
    private readonly sqlite3_stmt _statement;
    private readonly string _sql;

    // Where each value goes; SQLite numbers names in the order in which they stand.
    private readonly int[] _places;

    /// <summary>Prepares it.</summary>
    /// <exception cref="SqliteException">It does not parse.</exception>
    /// <exception cref="ArgumentException">It is more than one statement, or has other parameters than @p1, @p2 and so on.</exception>
    public PreparedStatement(SqliteConnection connection, string sql)
    {
        _sql = sql;
        _db = connection.Handle!;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(_db, sql, out _statement, out var rest), _db);
        if (!string.IsNullOrWhiteSpace(rest))
        {
            throw new ArgumentException("One statement at a time: " + sql, nameof(sql));
        }

        var count = raw.sqlite3_bind_parameter_count(_statement);
        var numbers = Enumerable
            .Range(1, count)
            .Select(i => Number(raw.sqlite3_bind_parameter_name(_statement, i).utf8_to_string()))
            .ToArray();
        _places = new int[numbers.DefaultIfEmpty().Max()];
        for (var i = 0; i < count; i++)
        {
            _places[numbers[i] - 1] = i + 1;
        }
    }

    /// <summary>Runs it.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Execute(ReadOnlySpan<SqlValue> values)
    {
        try
        {
            Bind(values);
            while (Step())
            {
            }

            return raw.sqlite3_changes(_db);
        }
        finally
        {
            raw.sqlite3_reset(_statement);
        }
    }

    /// <summary>Runs it and gives the first column of the first row; null where there is none.</summary>
    public object? Scalar(ReadOnlySpan<SqlValue> values)
    {
        try
        {
            Bind(values);
            return Step() ? Column() : null;
        }
        finally
        {
            raw.sqlite3_reset(_statement);
        }
    }

    public void Dispose() => _statement.Dispose();

    private int Number(string? name) =>
        name is { Length: > 2 } && name.StartsWith("@p", StringComparison.Ordinal)
        && int.TryParse(name.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new ArgumentException($"Parameters are @p1, @p2 and so on, not {name}: {_sql}");

    private bool Step()
    {
        var rc = raw.sqlite3_step(_statement);
        if (rc is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            SqliteException.ThrowExceptionForRC(rc, _db);
        }

        return rc == raw.SQLITE_ROW;
    }

    private object? Column() => raw.sqlite3_column_type(_statement, 0) switch
    {
        raw.SQLITE_INTEGER => raw.sqlite3_column_int64(_statement, 0),
        raw.SQLITE_FLOAT => raw.sqlite3_column_double(_statement, 0),
        raw.SQLITE_BLOB => raw.sqlite3_column_blob(_statement, 0).ToArray(),
        raw.SQLITE_NULL => null,
        _ => raw.sqlite3_column_text(_statement, 0).utf8_to_string(),
    };

    private void Bind(ReadOnlySpan<SqlValue> values)
    {
        if (values.Length != _places.Length)
        {
            throw new ArgumentException($"{values.Length} values for {_places.Length} parameters: {_sql}", nameof(values));
        }

        for (var i = 0; i < values.Length; i++)
        {
            if (_places[i] > 0)
            {
                SqliteException.ThrowExceptionForRC(Bind(_places[i], values[i]), _db);
            }
        }
    }

    private int Bind(int place, SqlValue value) => value.Kind switch
    {
        SqlKind.Number => raw.sqlite3_bind_int64(_statement, place, value.Number),
        SqlKind.Real => raw.sqlite3_bind_double(_statement, place, value.Real),
        SqlKind.Text => raw.sqlite3_bind_text(_statement, place, value.Text),
        SqlKind.Bytes => raw.sqlite3_bind_blob(_statement, place, value.Bytes),
        _ => raw.sqlite3_bind_null(_statement, place),
    };
}
