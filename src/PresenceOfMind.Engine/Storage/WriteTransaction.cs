using System.Globalization;
using Microsoft.Data.Sqlite;

namespace PresenceOfMind.Engine.Storage;

/// <summary>The writer's connection with its prepared statements.</summary>
internal sealed class WriteTransaction : IWriteTransaction, IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _prepared = [];

    public WriteTransaction(SqliteConnection connection) => _connection = connection;

    public int Execute(string sql, params ReadOnlySpan<object?> values) => Prepare(sql, values).ExecuteNonQuery();

    public T? Scalar<T>(string sql, params ReadOnlySpan<object?> values)
    {
        var value = Prepare(sql, values).ExecuteScalar();
        if (value is null or DBNull)
        {
            return default;
        }

        var type = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        return (T)Convert.ChangeType(value, type, CultureInfo.InvariantCulture);
    }

    public void Expect(int rows, string sql, params ReadOnlySpan<object?> values)
    {
        var changed = Execute(sql, values);
        if (changed != rows)
        {
            throw new FencedException($"A statement changed {changed} rows where {rows} were expected: {sql}");
        }
    }

    public void Dispose()
    {
        foreach (var command in _prepared.Values)
        {
            command.Dispose();
        }
    }

    private SqliteCommand Prepare(string sql, ReadOnlySpan<object?> values)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            command = _connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 1; i <= values.Length; i++)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = string.Create(CultureInfo.InvariantCulture, $"@p{i}") });
            }

            _prepared.Add(sql, command);
        }

        if (command.Parameters.Count != values.Length)
        {
            throw new ArgumentException($"{values.Length} values for {command.Parameters.Count} parameters: {sql}", nameof(values));
        }

        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return command;
    }
}
