using System.Collections.Frozen;

namespace PresenceOfMind.Protocol;

/// <summary>The activities of a person and the states that they stand for. Sources: PWS; RFC 4480, 3.2.</summary>
public static class Activity
{
    /// <summary>Ends an override; stands for no state.</summary>
    public const string Clear = "clear";

    /// <summary>In a meeting, hence busy.</summary>
    public const string Meeting = "meeting";

    /// <summary>On the phone, hence busy.</summary>
    public const string OnThePhone = "on-the-phone";

    /// <summary>
    /// The state of each activity that has one: those that PWS names, and of RFC 4480 those that tell whether somebody can
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

    /// <summary>The activity that says a state and nothing more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the named states.</exception>
    public static string Of(PresenceState state) => state.ToWire().ToLowerInvariant();

    /// <summary>The state that an activity stands for.</summary>
    /// <returns>False where it stands for none, as <see cref="Clear"/>.</returns>
    public static bool TryGetState(string activity, out PresenceState state) => States.TryGetValue(activity, out state);
}
