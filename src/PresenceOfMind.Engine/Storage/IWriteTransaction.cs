namespace PresenceOfMind.Engine.Storage;

/// <summary>
/// The statements of one group. Parameters are <c>@p1</c>, <c>@p2</c> and so on in the order of the values; a
/// statement is prepared once for each text, so texts should be constants. Times are Unix milliseconds.
/// </summary>
public interface IWriteTransaction
{
    /// <summary>Runs a statement.</summary>
    /// <returns>How many rows it changed.</returns>
    int Execute(string sql, params ReadOnlySpan<SqlValue> values);

    /// <summary>Runs a query for one value.</summary>
    /// <returns>The first column of the first row, or the type's default where there is none or it is null.</returns>
    T? Scalar<T>(string sql, params ReadOnlySpan<SqlValue> values);

    /// <summary>Runs a statement that must change exactly so many rows.</summary>
    /// <exception cref="FencedException">It changed another number of rows: another writer was first.</exception>
    void Expect(int rows, string sql, params ReadOnlySpan<SqlValue> values);
}
