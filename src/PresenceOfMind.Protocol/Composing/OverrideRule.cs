namespace PresenceOfMind.Protocol.Composing;

/// <summary>An override beats every device.</summary>
internal sealed class OverrideRule() : PresenceRule("override")
{
    public override DeviceVerdict? Decide(IReadOnlyList<DeviceVerdict> verdicts) => First(verdicts, v => v.Device.IsOverride);
}
