namespace PresenceOfMind.Protocol.Composing;

/// <summary>What the person set through the web service, unless it is UNAVAILABLE.</summary>
internal sealed class OwnStateRule() : PresenceRule("own")
{
    public override DeviceVerdict? Decide(IReadOnlyList<DeviceVerdict> verdicts) =>
        First(verdicts, v => v.Device.IsOwn && v.State != PresenceState.Unavailable);
}
