using PresenceOfMind.Protocol;
using PresenceOfMind.Server.Composing;

namespace PresenceOfMind.Server.Presence;

/// <summary>A person's presence, published to the watchers.</summary>
/// <param name="Person">Whose presence it is: the user's name in small letters.</param>
/// <param name="Sequence">Grows with every change of this person.</param>
/// <param name="State">The composed state, as <see cref="PresenceState"/>.</param>
/// <param name="Document">The PIDF document without an entity; one instance for all who watch.</param>
/// <param name="At">When the person knew it.</param>
[GenerateSerializer, Immutable]
internal readonly record struct PresenceMessage(
    [property: Id(0)] string Person,
    [property: Id(1)] long Sequence,
    [property: Id(2)] int State,
    [property: Id(3)] byte[] Document,
    [property: Id(4)] DateTimeOffset At);

/// <summary>What a device says in a document, on its way to a person.</summary>
[GenerateSerializer, Immutable]
internal sealed record DeviceMessage(
    [property: Id(0)] string Tuple,
    [property: Id(1)] int State,
    [property: Id(2)] string? Activity,
    [property: Id(3)] string? Note,
    [property: Id(4)] DateTimeOffset? ExpiresAt,
    [property: Id(5)] string? Document,
    [property: Id(6)] int Kind)
{
    public static DeviceMessage From(Device device) =>
        new(device.Tuple, (int)device.State, device.Activity, device.Note, device.ExpiresAt, device.Document, (int)device.Kind);

    public Device ToDevice() => new(Tuple, (PresenceState)State, Activity, Note, ExpiresAt, Document, (DeviceKind)Kind);
}

/// <summary>A document that a person set, on its way to the person.</summary>
[GenerateSerializer, Immutable]
internal sealed record RichSetMessage(
    [property: Id(0)] bool IsClear,
    [property: Id(1)] string[] Cleared,
    [property: Id(2)] DeviceMessage[] Devices)
{
    public static RichSetMessage From(RichSet set) => new(set.IsClear, [.. set.Cleared], [.. set.Devices.Select(DeviceMessage.From)]);

    public RichSet ToRichSet() => new(IsClear, Cleared, [.. Devices.Select(d => d.ToDevice())]);
}
