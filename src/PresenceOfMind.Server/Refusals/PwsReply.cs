using PresenceOfMind.Protocol;

namespace PresenceOfMind.Server.Refusals;

/// <summary>A <see cref="PwsResult{T}"/> between grains: exceptions do not cross them.</summary>
/// <param name="Value">The value; the default of its type where it was refused.</param>
/// <param name="Code">The code with which it was refused; 0 where it was not.</param>
/// <param name="Detail">What is wrong in this very case.</param>
[GenerateSerializer, Immutable]
internal readonly record struct PwsReply<T>([property: Id(0)] T? Value, [property: Id(1)] int Code, [property: Id(2)] string? Detail)
{
    /// <summary>Why it was refused; null where it was not.</summary>
    public PwsError? Refusal => Code == 0 ? null : PwsError.From(Code, Detail, null);

    public static implicit operator PwsReply<T>(T value) => new(value, 0, null);

    public static implicit operator PwsReply<T>(PwsError refusal) => new(default, (int)refusal.Code, refusal.Message);

    /// <summary>The value at an edge, where a refusal is an exception.</summary>
    /// <exception cref="PwsException">It was refused.</exception>
    public T OrThrow() => Refusal is { } refusal ? throw new PwsException(refusal) : Value!;

    /// <summary>Without the value, which may be the key of a session.</summary>
    public override string ToString() => $"{Code} {Detail}";
}
