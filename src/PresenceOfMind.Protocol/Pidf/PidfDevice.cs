namespace PresenceOfMind.Protocol.Pidf;

/// <summary>A device of the data model. Source: RFC 4479.</summary>
public sealed record PidfDevice
{
    /// <summary>The element's id; null where it has none.</summary>
    public string? Id { get; init; }

    /// <summary>The device's own identifier, a URN; null where it does not say.</summary>
    public string? DeviceId { get; init; }

    /// <summary><c>active</c> or <c>idle</c>; null where it does not say.</summary>
    public string? UserInput { get; init; }

    /// <summary>Remarks.</summary>
    public IReadOnlyList<PidfNote> Notes { get; init; } = [];

    /// <summary>Elements that this library does not know.</summary>
    public IReadOnlyList<PidfElement> Extras { get; init; } = [];
}
