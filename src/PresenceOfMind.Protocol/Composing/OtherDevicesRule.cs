namespace PresenceOfMind.Protocol.Composing;

/// <summary>The first of DND, BUSY, AVAILABLE, VACATION, AWAY, UNAVAILABLE that another device says.</summary>
internal sealed class OtherDevicesRule() : PresenceRule("other-devices")
{
    private static readonly PresenceState[] Strongest =
    [
        PresenceState.Dnd, PresenceState.Busy, PresenceState.Available,
        PresenceState.Vacation, PresenceState.Away, PresenceState.Unavailable,
    ];

    public override DeviceVerdict? Decide(IReadOnlyList<DeviceVerdict> verdicts) => Strongest
        .Select(state => First(verdicts, v => !v.Device.IsOwn && !v.Device.IsOverride && v.State == state))
        .FirstOrDefault(verdict => verdict is not null);
}
