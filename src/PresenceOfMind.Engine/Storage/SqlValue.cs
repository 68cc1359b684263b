namespace PresenceOfMind.Engine.Storage;

/// <summary>
/// A value of a statement's parameter: one of the types that the database stores, so that another one does not compile, and without an
/// object for each number. Times are Unix milliseconds.
/// </summary>
public readonly struct SqlValue
{
    private readonly object? _reference;
    private readonly long _bits;
    private readonly SqlKind _kind;

    private SqlValue(SqlKind kind, object? reference, long bits) => (_kind, _reference, _bits) = (kind, reference, bits);

    /// <summary>What it is; <see cref="SqlKind.Null"/> is the default.</summary>
    internal SqlKind Kind => _kind;

    /// <summary>The whole number; true is 1.</summary>
    internal long Number => _bits;

    /// <summary>The number with a fraction.</summary>
    internal double Real => BitConverter.Int64BitsToDouble(_bits);

    /// <summary>The text.</summary>
    internal string Text => (string)_reference!;

    /// <summary>The bytes.</summary>
    internal byte[] Bytes => (byte[])_reference!;

    /// <summary>A text; null for none.</summary>
    /// <param name="text">The value.</param>
    public static implicit operator SqlValue(string? text) => text is null ? default : new SqlValue(SqlKind.Text, text, 0);

    /// <summary>A whole number.</summary>
    /// <param name="number">The value.</param>
    public static implicit operator SqlValue(long number) => new(SqlKind.Number, null, number);

    /// <summary>A whole number; null for none.</summary>
    /// <param name="number">The value.</param>
    public static implicit operator SqlValue(long? number) => number is { } some ? some : default(SqlValue);

    /// <summary>A whole number.</summary>
    /// <param name="number">The value.</param>
    public static implicit operator SqlValue(int number) => (long)number;

    /// <summary>A whole number; null for none.</summary>
    /// <param name="number">The value.</param>
    public static implicit operator SqlValue(int? number) => number is { } some ? some : default(SqlValue);

    /// <summary>1 for true, 0 for false.</summary>
    /// <param name="flag">The value.</param>
    public static implicit operator SqlValue(bool flag) => flag ? 1 : 0;

    /// <summary>A number with a fraction.</summary>
    /// <param name="number">The value.</param>
    public static implicit operator SqlValue(double number) => new(SqlKind.Real, null, BitConverter.DoubleToInt64Bits(number));

    /// <summary>Bytes. There is no implicit conversion, so that a literal null is not ambiguous.</summary>
    /// <param name="bytes">The bytes; null for none.</param>
    public static SqlValue FromBytes(byte[]? bytes) => bytes is null ? default : new SqlValue(SqlKind.Bytes, bytes, 0);
}

/// <summary>The types that the database stores.</summary>
internal enum SqlKind : byte
{
    Null,
    Number,
    Real,
    Text,
    Bytes,
}
