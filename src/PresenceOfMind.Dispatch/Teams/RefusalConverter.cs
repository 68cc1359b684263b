namespace PresenceOfMind.Dispatch.Teams;

/// <summary>How a refusal goes from the grain to who is refused.</summary>
[RegisterConverter]
internal sealed class RefusalConverter : IConverter<Refusal, RefusalSurrogate>
{
    public Refusal ConvertFromSurrogate(in RefusalSurrogate s) => new(
        (RefusalKind)s.Kind,
        s.Code,
        s.Detail,
        s.Field);

    public RefusalSurrogate ConvertToSurrogate(in Refusal value) => new()
    {
        Kind = (int)value.Kind,
        Code = value.Code,
        Detail = value.Detail,
        Field = value.Field,
    };
}

/// <summary>A <see cref="Refusal"/> on its way.</summary>
[GenerateSerializer, Immutable]
internal struct RefusalSurrogate
{
    [Id(0)]
    public int Kind;

    [Id(1)]
    public string Code;

    [Id(2)]
    public string Detail;

    [Id(3)]
    public string? Field;
}
