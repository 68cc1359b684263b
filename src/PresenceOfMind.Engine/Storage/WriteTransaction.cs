using System.Globalization;
using Microsoft.Data.Sqlite;

namespace PresenceOfMind.Engine.Storage;

/// <summary>The writer's connection with its prepared statements.</summary>
internal sealed class WriteTransaction : IWriteTransaction, IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, PreparedStatement> _prepared = [];

    public WriteTransaction(SqliteConnection connection) => _connection = connection;

    public int Execute(string sql, params ReadOnlySpan<SqlValue> values) => Prepare(sql).Execute(values);

    public T? Scalar<T>(string sql, params ReadOnlySpan<SqlValue> values)
    {
        if (Prepare(sql).Scalar(values) is not { } value)
        {
            return default;
        }

        var type = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        return (T)Convert.ChangeType(value, type, CultureInfo.InvariantCulture);
    }

    public void Expect(int rows, string sql, params ReadOnlySpan<SqlValue> values)
    {
        var changed = Execute(sql, values);
        if (changed != rows)
        {
            throw new FencedException($"A statement changed {changed} rows where {rows} were expected: {sql}");
        }
    }

    public void Dispose()
    {
        foreach (var statement in _prepared.Values)
        {
            statement.Dispose();
        }
    }

    private PreparedStatement Prepare(string sql)
    {
        if (!_prepared.TryGetValue(sql, out var statement))
        {
            statement = new PreparedStatement(_connection, sql);
            _prepared.Add(sql, statement);
        }

        return statement;
    }
}
