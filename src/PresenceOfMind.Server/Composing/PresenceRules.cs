using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Composing;
using PresenceOfMind.Protocol.Pidf;

namespace PresenceOfMind.Server.Composing;

/// <summary>The rules as an operator chose them, checked.</summary>
internal sealed class PresenceRules
{
    private readonly List<PresenceRule> _rules;
    private readonly HashSet<DeviceKind> _kinds;
    private readonly Dictionary<string, PresenceState> _activities;
    private readonly bool _away;

    /// <summary>Takes the options.</summary>
    /// <exception cref="ArgumentException">A name is none, or a state cannot be set; the message names the setting and what it
    /// takes.</exception>
    public PresenceRules(PresenceRulesOptions options)
    {
        _rules = [.. options.Order.Select(Named)];
        if (_rules.Count == 0 || _rules.Distinct().Count() < _rules.Count)
        {
            throw new ArgumentException($"The setting PresenceRules:Order takes each of {Names} at most once, and at least one of them.");
        }

        _kinds = [.. options.Kinds];
        _activities = new Dictionary<string, PresenceState>(options.Activities, StringComparer.OrdinalIgnoreCase);
        if (_activities.FirstOrDefault(a => !a.Value.IsSettable()) is { Key: { } activity })
        {
            throw new ArgumentException(
                $"The setting PresenceRules:Activities:{activity} takes a state that can be set, not {_activities[activity].ToWire()}.");
        }

        _away = options.BusyAndVacationAsAway;
    }

    /// <summary>The rules of PWS.</summary>
    public static PresenceRules Default { get; } = new(new PresenceRulesOptions());

    private static string Names => string.Join(", ", PresenceRulesOptions.RuleNames);

    /// <summary>What the devices say together; null where no rule decides.</summary>
    public DeviceVerdict? Decide(IEnumerable<Device> devices) =>
        PresenceRule.Compose(_rules, [.. devices.Where(Counts).Select(Judge)]);

    /// <summary>A state as it is told.</summary>
    public PresenceState Told(PresenceState state) =>
        _away && state is (PresenceState.Busy or PresenceState.Vacation) ? PresenceState.Away : state;

    /// <summary>The state that an activity stands for; null where it stands for none.</summary>
    public PresenceState? StateOf(string activity) =>
        _activities.TryGetValue(activity, out var chosen) ? chosen
        : PidfActivity.TryGetState(activity, out var state) ? state
        : null;

    private bool Counts(Device device) => device.IsOverride || device.IsOwn || _kinds.Contains(device.Kind);

    private DeviceVerdict Judge(Device device) =>
        device.Activity is { } activity && _activities.TryGetValue(activity, out var state)
            ? new DeviceVerdict(device, state)
            : DeviceVerdict.From(device);

    private static PresenceRule Named(string name) =>
        PresenceRule.All.FirstOrDefault(rule => rule.Name == name)
        ?? throw new ArgumentException($"The setting PresenceRules:Order takes {Names}; \"{name}\" is none of these.");
}
