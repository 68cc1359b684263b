using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Composing;
using PresenceOfMind.Protocol.Pidf;

namespace PresenceOfMind.Server.Composing;

/// <summary>The options of composition: how the reports of several devices become one presence. The defaults are those of PWS.</summary>
public sealed record PresenceRulesOptions
{
    /// <summary>The names of all rules, in the order in which PWS asks them.</summary>
    public static IReadOnlyList<string> RuleNames { get; } = [.. PresenceRule.All.Select(rule => rule.Name)];

    /// <summary>
    /// The rules by their names, in the order in which they are asked; the first that has something to say decides, and
    /// where none has, the person is UNAVAILABLE. There are <c>override</c>, <c>call-or-meeting</c>, <c>own</c> and
    /// <c>other-devices</c>; this is the default too. Each at most once, at least one.
    /// </summary>
    public IList<string> Order { get; set; } = [.. RuleNames];

    /// <summary>
    /// The kinds of devices that count, beside what the person sets through the web service, which always counts. Others are
    /// kept and given back, and decide nothing. Default all.
    /// </summary>
    public ISet<DeviceKind> Kinds { get; set; } = new HashSet<DeviceKind>(Enum.GetValues<DeviceKind>());

    /// <summary>
    /// What activities stand for where it is to be something else than <see cref="PidfActivity.States"/> says. Default none.
    /// </summary>
    public IDictionary<string, PresenceState> Activities { get; set; } = new Dictionary<string, PresenceState>();

    /// <summary>Whether BUSY and VACATION are told as AWAY, as some releases do (PWS). Default false.</summary>
    public bool BusyAndVacationAsAway { get; set; }
}
