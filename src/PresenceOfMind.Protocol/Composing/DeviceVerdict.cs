using PresenceOfMind.Protocol.Pidf;

namespace PresenceOfMind.Protocol.Composing;

/// <summary>The state that a device's report stands for.</summary>
/// <param name="Device">The device that decides.</param>
/// <param name="State">The state that it stands for.</param>
internal readonly record struct DeviceVerdict(IDeviceReport Device, PresenceState State)
{
    /// <summary>What a report stands for by the rules of PWS: a call or a meeting is BUSY, whatever state is said with it.</summary>
    public static DeviceVerdict From(IDeviceReport device) =>
        new(device, device.Activity is PidfActivity.OnThePhone or PidfActivity.Meeting ? PresenceState.Busy : device.State);
}
