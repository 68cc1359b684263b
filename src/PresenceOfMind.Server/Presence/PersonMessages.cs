using PresenceOfMind.Protocol;

namespace PresenceOfMind.Server.Presence;

/// <summary>A person's word to those who watch.</summary>
/// <param name="Person">Whose presence it is: the user's name in small letters.</param>
/// <param name="Sequence">Grows with every change of this person.</param>
/// <param name="State">The composed state, as <see cref="PresenceState"/>.</param>
[GenerateSerializer, Immutable]
internal readonly record struct PresenceMessage(
    [property: Id(0)] string Person,
    [property: Id(1)] long Sequence,
    [property: Id(2)] int State);

/// <summary>What a device says, on its way to a person.</summary>
[GenerateSerializer, Immutable]
internal sealed record DeviceMessage(
    [property: Id(0)] string Tuple,
    [property: Id(1)] int? State,
    [property: Id(2)] string? Activity,
    [property: Id(3)] string? Note,
    [property: Id(4)] DateTimeOffset? ExpiresAt);
