using PresenceOfMind.Protocol.Pidf;

namespace PresenceOfMind.Protocol.Composing;

/// <summary>A call or a meeting on any device, else than an override, is BUSY. A call goes before a meeting.</summary>
internal sealed class CallOrMeetingRule() : PresenceRule("call-or-meeting")
{
    public override DeviceVerdict? Decide(IReadOnlyList<DeviceVerdict> verdicts) =>
        First(verdicts, v => !v.Device.IsOverride && v.Device.Activity == PidfActivity.OnThePhone)
        ?? First(verdicts, v => !v.Device.IsOverride && v.Device.Activity == PidfActivity.Meeting);
}
