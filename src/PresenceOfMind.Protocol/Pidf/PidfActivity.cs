using System.Collections.Frozen;

namespace PresenceOfMind.Protocol.Pidf;

/// <summary>The activities of a person and the states that they stand for. Sources: PWS; RFC 4480, 3.2.</summary>
public static class PidfActivity
{
    /// <summary>Ends an override; stands for no state.</summary>
    public const string Clear = "clear";

    /// <summary>In a meeting, hence busy.</summary>
    public const string Meeting = "meeting";

    /// <summary>On the phone, hence busy.</summary>
    public const string OnThePhone = "on-the-phone";

    /// <summary>
    /// The state of each activity that has one: those that PWS names, and of RFC 4480 those that say whether a person can
    /// be reached.
    /// </summary>
    public static IReadOnlyDictionary<string, PresenceState> States { get; } = new Dictionary<string, PresenceState>
    {
        ["available"] = PresenceState.Available,
        ["away"] = PresenceState.Away,
        ["busy"] = PresenceState.Busy,
        ["dnd"] = PresenceState.Dnd,
        [Meeting] = PresenceState.Busy,
        [OnThePhone] = PresenceState.Busy,
        ["vacation"] = PresenceState.Vacation,
        ["unavailable"] = PresenceState.Unavailable,
        ["unknown"] = PresenceState.Unknown,
        ["appointment"] = PresenceState.Busy,
        ["presentation"] = PresenceState.Busy,
        ["steering"] = PresenceState.Busy,
        ["breakfast"] = PresenceState.Away,
        ["dinner"] = PresenceState.Away,
        ["lunch"] = PresenceState.Away,
        ["meal"] = PresenceState.Away,
        ["in-transit"] = PresenceState.Away,
        ["travel"] = PresenceState.Away,
        ["sleeping"] = PresenceState.Away,
        ["holiday"] = PresenceState.Vacation,
        ["permanent-absence"] = PresenceState.Unavailable,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    // A call or a meeting first (PWS); then what says most of whether somebody can be reached.
    private static readonly PresenceState[] Strongest =
    [
        PresenceState.Dnd, PresenceState.Busy, PresenceState.Vacation, PresenceState.Away,
        PresenceState.Available, PresenceState.Unavailable, PresenceState.Unknown,
    ];

    /// <summary>
    /// The activity of a set that decides, whatever their order: a call, then a meeting, then the first of DND, BUSY, VACATION,
    /// AWAY, AVAILABLE, UNAVAILABLE, UNKNOWN that one of them stands for.
    /// </summary>
    /// <param name="activities">The names of the activities.</param>
    /// <param name="stateOf">The state that an activity stands for, null for none; <see cref="States"/> where it is left out.</param>
    /// <returns>The name as it was spelled; null where none of them stands for a state.</returns>
    public static string? Deciding(IEnumerable<string> activities, Func<string, PresenceState?>? stateOf = null)
    {
        ArgumentNullException.ThrowIfNull(activities);
        return activities.Where(name => RankOf(name, stateOf) < int.MaxValue).MinBy(name => RankOf(name, stateOf));
    }

    /// <summary>Whether one activity decides where both are said, or would as well.</summary>
    /// <param name="activity">The one.</param>
    /// <param name="other">The other, which may stand for no state.</param>
    public static bool Outranks(string activity, string other) => RankOf(activity, null) <= RankOf(other, null);

    private static int RankOf(string activity, Func<string, PresenceState?>? stateOf)
    {
        PresenceState? state = stateOf is not null ? stateOf(activity) : TryGetState(activity, out var known) ? known : null;
        return state is not { } said ? int.MaxValue
            : Is(activity, OnThePhone) ? 0
            : Is(activity, Meeting) ? 1
            : 2 + Array.IndexOf(Strongest, said);
    }

    private static bool Is(string activity, string other) => string.Equals(activity, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>The activity that says a state and nothing more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the named states.</exception>
    public static string FromState(PresenceState state) => state.ToWire().ToLowerInvariant();

    /// <summary>The state that an activity stands for.</summary>
    /// <returns>False where it stands for none, as <see cref="Clear"/>.</returns>
    public static bool TryGetState(string activity, out PresenceState state) => States.TryGetValue(activity, out state);
}
