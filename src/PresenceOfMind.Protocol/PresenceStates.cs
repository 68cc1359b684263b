
namespace PresenceOfMind.Protocol;

/// <summary>The spelling of presence states on the wire (AVAILABLE, BUSY, …). Source: PWS.</summary>
public static class PresenceStates
{
    /// <summary>The state as the wire spells it, in capitals.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the named states.</exception>
    public static string ToWire(this PresenceState state) => state switch
    {
        PresenceState.Unknown => "UNKNOWN",
        PresenceState.Available => "AVAILABLE",
        PresenceState.Busy => "BUSY",
        PresenceState.Dnd => "DND",
        PresenceState.Away => "AWAY",
        PresenceState.Unavailable => "UNAVAILABLE",
        PresenceState.Vacation => "VACATION",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "This is no presence state."),
    };

    /// <summary>Reads a state, in capitals or not, with or without white space around it.</summary>
    /// <returns>False where the text names no state; <paramref name="state"/> is then <see cref="PresenceState.Unknown"/>.</returns>
    public static bool TryParse(string? text, out PresenceState state)
    {
        state = text switch
        {
            "AVAILABLE" => PresenceState.Available,
            "BUSY" => PresenceState.Busy,
            "DND" => PresenceState.Dnd,
            "AWAY" => PresenceState.Away,
            "UNAVAILABLE" => PresenceState.Unavailable,
            "VACATION" => PresenceState.Vacation,
            _ => PresenceState.Unknown,
        };
        return state != PresenceState.Unknown || TryParseSlowly(text.AsSpan().Trim(), out state);
    }

    /// <summary>Whether a person may set this state: every state but <see cref="PresenceState.Unknown"/>.</summary>
    public static bool IsSettable(this PresenceState state) => state is > PresenceState.Unknown and <= PresenceState.Vacation;

    /// <summary>The states that a person may set, for messages: <c>AVAILABLE, BUSY, … or VACATION</c>.</summary>
    internal static string SettableNames { get; } = NamesOfSettable();

    private static readonly PresenceState[] All = Enum.GetValues<PresenceState>();

    private static string NamesOfSettable()
    {
        var names = Enum.GetValues<PresenceState>().Where(IsSettable).Select(ToWire).ToList();
        return $"{string.Join(", ", names.SkipLast(1))} or {names[^1]}";
    }

    private static bool TryParseSlowly(ReadOnlySpan<char> word, out PresenceState state)
    {
        foreach (var candidate in All)
        {
            if (word.Equals(candidate.ToWire(), StringComparison.OrdinalIgnoreCase))
            {
                state = candidate;
                return true;
            }
        }

        state = PresenceState.Unknown;
        return false;
    }
}
