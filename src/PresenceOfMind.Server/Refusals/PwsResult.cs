using PresenceOfMind.Protocol;

namespace PresenceOfMind.Server.Refusals;

/// <summary>
/// What a state machine answers: a value, or the error of the table with which it refuses. Nothing changed where it refuses.
/// </summary>
internal readonly record struct PwsResult<T>
{
    private readonly T? _value;

    private PwsResult(T? value, PwsError? refusal) => (_value, Refusal) = (value, refusal);

    /// <summary>Why it was refused; null where it was not.</summary>
    public PwsError? Refusal { get; }

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">It was refused, and nobody looked.</exception>
    public T Value => Refusal is null ? _value! : throw new InvalidOperationException($"It was refused: {Refusal.Message}");

    public static implicit operator PwsResult<T>(T value) => new(value, null);

    public static implicit operator PwsResult<T>(PwsError refusal) => new(default, refusal);

    /// <summary>The value at an edge, where a refusal is an exception.</summary>
    /// <exception cref="PwsException">It was refused.</exception>
    public T OrThrow() => Refusal is { } refusal ? throw new PwsException(refusal) : _value!;
}
