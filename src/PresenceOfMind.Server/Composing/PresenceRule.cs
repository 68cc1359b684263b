using PresenceOfMind.Protocol;

namespace PresenceOfMind.Server.Composing;

/// <summary>The state that a device's report stands for.</summary>
/// <param name="Device">The device that decides.</param>
/// <param name="State">The state that it stands for.</param>
internal readonly record struct DeviceVerdict(Device Device, PresenceState State);

/// <summary>
/// One rule of composition: what the devices that count say together, or null where the rule has nothing to say and
/// the next one is asked.
/// </summary>
/// <param name="name">As configuration and explanations call it.</param>
internal abstract class PresenceRule(string name)
{
    /// <summary>All rules, in the order in which PWS asks them.</summary>
    public static IReadOnlyList<PresenceRule> All { get; } =
        [new OverrideRule(), new CallOrMeetingRule(), new OwnStateRule(), new OtherDevicesRule()];

    /// <summary>As configuration and explanations call it.</summary>
    public string Name { get; } = name;

    /// <summary>The verdict, or null.</summary>
    public abstract DeviceVerdict? Decide(IReadOnlyList<DeviceVerdict> verdicts);

    /// <summary>The first verdict that holds; null where none does.</summary>
    protected static DeviceVerdict? First(IReadOnlyList<DeviceVerdict> verdicts, Func<DeviceVerdict, bool> holds)
    {
        foreach (var verdict in verdicts)
        {
            if (holds(verdict))
            {
                return verdict;
            }
        }

        return null;
    }
}
