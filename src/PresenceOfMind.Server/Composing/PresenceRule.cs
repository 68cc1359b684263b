using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Pidf;

namespace PresenceOfMind.Server.Composing;

/// <summary>The state that a device's report stands for.</summary>
/// <param name="Device">The device that decides.</param>
/// <param name="State">The state that it stands for.</param>
internal readonly record struct DeviceVerdict(Device Device, PresenceState State);

/// <summary>
/// One rule of composition: what the devices that count say together, or null where the rule has nothing to say and
/// the next one is asked.
/// </summary>
/// <param name="Name">As configuration and explanations call it.</param>
/// <param name="Decide">The verdict, or null.</param>
internal sealed record PresenceRule(string Name, Func<IReadOnlyList<DeviceVerdict>, DeviceVerdict?> Decide)
{
    private static readonly PresenceState[] Strongest =
    [
        PresenceState.Dnd, PresenceState.Busy, PresenceState.Available,
        PresenceState.Vacation, PresenceState.Away, PresenceState.Unavailable,
    ];

    /// <summary>An override beats every device.</summary>
    public static PresenceRule Override { get; } = new("override", words => First(words, w => w.Device.IsOverride));

    /// <summary>A call or a meeting on any device, else than an override, is BUSY.</summary>
    public static PresenceRule CallOrMeeting { get; } = new("call-or-meeting", words =>
        First(words, w => !w.Device.IsOverride && w.Device.Activity == PidfActivity.OnThePhone)
        ?? First(words, w => !w.Device.IsOverride && w.Device.Activity == PidfActivity.Meeting));

    /// <summary>What the person set through the web service, unless it is UNAVAILABLE.</summary>
    public static PresenceRule Own { get; } = new("own", words =>
        First(words, w => w.Device.IsOwn && w.State != PresenceState.Unavailable));

    /// <summary>The first of DND, BUSY, AVAILABLE, VACATION, AWAY, UNAVAILABLE that another device says.</summary>
    public static PresenceRule OtherDevices { get; } = new("other-devices", words => Strongest
        .Select(state => First(words, w => !w.Device.IsOwn && !w.Device.IsOverride && w.State == state))
        .FirstOrDefault(verdict => verdict is not null));

    /// <summary>All rules, in the order in which PWS asks them.</summary>
    public static IReadOnlyList<PresenceRule> All { get; } = [Override, CallOrMeeting, Own, OtherDevices];

    private static DeviceVerdict? First(IReadOnlyList<DeviceVerdict> words, Func<DeviceVerdict, bool> which)
    {
        foreach (var word in words)
        {
            if (which(word))
            {
                return word;
            }
        }

        return null;
    }
}
