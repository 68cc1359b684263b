using PresenceOfMind.Protocol;

namespace PresenceOfMind.Server.Presence;

/// <summary>
/// One rule of composition: what the devices that count say together, or null where the rule has nothing to say and
/// the next one is asked.
/// </summary>
/// <param name="Name">As configuration and explanations call it.</param>
/// <param name="Decide">The deciding device, or null.</param>
internal sealed record PresenceRule(string Name, Func<IReadOnlyList<Device>, Device?> Decide)
{
    private static readonly PresenceState[] Order =
    [
        PresenceState.Dnd, PresenceState.Busy, PresenceState.Available, PresenceState.Vacation, PresenceState.Away, PresenceState.Unavailable,
    ];

    /// <summary>An override beats every device.</summary>
    public static PresenceRule Override { get; } = new("override", devices => devices.FirstOrDefault(d => d.IsOverride));

    /// <summary>A call or a meeting on any device is BUSY.</summary>
    public static PresenceRule CallOrMeeting { get; } = new("call-or-meeting", devices =>
        devices.FirstOrDefault(d => d.Activity == Protocol.Activity.OnThePhone)
        ?? devices.FirstOrDefault(d => d.Activity == Protocol.Activity.Meeting));

    /// <summary>What the person set through the web service, unless it is UNAVAILABLE.</summary>
    public static PresenceRule Own { get; } = new("own", devices =>
        devices.FirstOrDefault(d => d.IsOwn && d.State != PresenceState.Unavailable));

    /// <summary>The first of these states that another device says.</summary>
    public static PresenceRule OtherDevices { get; } = new("other-devices", devices => Order
        .Select(state => devices.FirstOrDefault(d => !d.IsOwn && d.State == state))
        .FirstOrDefault(d => d is not null));

    /// <summary>The rules in the order in which they are asked. Where none decides, the person is UNAVAILABLE.</summary>
    public static IReadOnlyList<PresenceRule> Default { get; } = [Override, CallOrMeeting, Own, OtherDevices];
}
