namespace PresenceOfMind.Protocol.Composing;

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

    /// <summary>What the devices that count say together.</summary>
    /// <param name="rules">The rules, in the order in which they are asked: the first that has something to say decides.</param>
    /// <param name="verdicts">What the devices stand for.</param>
    /// <returns>Null where no rule decides.</returns>
    public static DeviceVerdict? Compose(IReadOnlyList<PresenceRule> rules, IReadOnlyList<DeviceVerdict> verdicts)
    {
        foreach (var rule in rules)
        {
            if (rule.Decide(verdicts) is { } verdict)
            {
                return verdict;
            }
        }

        // Nobody says more than the person, whose own UNAVAILABLE is told with what came with it.
        return rules.Any(rule => rule is OwnStateRule) ? First(verdicts, v => v.Device.IsOwn) : null;
    }

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
