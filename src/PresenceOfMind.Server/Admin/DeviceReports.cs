using PresenceOfMind.Protocol;
using PresenceOfMind.Server.Composing;
using PresenceOfMind.Server.Presence;

namespace PresenceOfMind.Server.Admin;

/// <summary>Reads what the device feed was given.</summary>
internal static class DeviceReports
{
    private const int LongestNote = 1000;
    private const int LongestTuple = 200;
    private const int LongestActivity = 100;

    /// <summary>The report of a body.</summary>
    /// <param name="user">Whom it is about.</param>
    /// <param name="tuple">The device's id.</param>
    /// <param name="body">What it says.</param>
    /// <param name="rules">What activities stand for.</param>
    /// <param name="now">What the wall clock says, from which an expiry counts.</param>
    /// <param name="at">Where the body stands, as a prefix of its members' names.</param>
    /// <exception cref="AdminException">A member is wrong; it says which.</exception>
    public static DeviceReport Read(string user, string tuple, DeviceBody body, PresenceRules rules, DateTimeOffset now, string at = "")
    {
        CheckTuple(tuple, at);
        if (body.Note?.Length > LongestNote)
        {
            throw AdminException.Wrong($"{at}note has at most {LongestNote} characters.", at + "note");
        }

        // Names of activities compare without case, and rules ask for them in small letters.
        var activity = body.Activity?.Trim() is { Length: > 0 } named ? named.ToLowerInvariant() : null;
        if (activity?.Length > LongestActivity)
        {
            throw AdminException.Wrong($"{at}activity has at most {LongestActivity} characters.", at + "activity");
        }

        return new DeviceReport(user, tuple, State(body, activity, rules, at), activity, body.Note, End(body, now, at), Kind(body, at));
    }

    /// <summary>Refuses what is no device's id.</summary>
    /// <exception cref="AdminException">It is none.</exception>
    public static void CheckTuple(string? tuple, string at = "")
    {
        if (string.IsNullOrWhiteSpace(tuple) || tuple.Length > LongestTuple || tuple.Any(char.IsControl))
        {
            throw AdminException.Wrong($"{at}tuple is a device's id of 1 to {LongestTuple} characters, for example phone-1.", at + "tuple");
        }
    }

    private static PresenceState State(DeviceBody body, string? activity, PresenceRules rules, string at)
    {
        if (body.State is null)
        {
            return activity is not null && rules.StateOf(activity) is { } meant && meant.IsSettable()
                ? meant
                : throw AdminException.Wrong(
                    $"{at}state is {PresenceStates.SettableNames}; it is optional beside an activity that implies one, "
                        + "such as on-the-phone or meeting.",
                    at + "state");
        }

        return PresenceStates.TryParse(body.State, out var state) && state.IsSettable()
            ? state
            : throw AdminException.Wrong($"{at}state is {PresenceStates.SettableNames}, not \"{body.State}\".", at + "state");
    }

    private static DateTimeOffset? End(DeviceBody body, DateTimeOffset now, string at) => body switch
    {
        { Expiry: not null, ExpiresAt: not null } => throw AdminException.Wrong(
            $"{at}expiry and {at}expiresAt exclude each other; give one of them.",
            at + "expiry"),
        { Expiry: < 1 } => throw AdminException.Wrong($"{at}expiry is a number of seconds from 1.", at + "expiry"),
        { Expiry: { } seconds } => now.AddSeconds(seconds),
        { ExpiresAt: { } end } when end <= now => throw AdminException.Wrong($"{at}expiresAt lies in the past.", at + "expiresAt"),
        _ => body.ExpiresAt,
    };

    private static DeviceKind Kind(DeviceBody body, string at)
    {
        if (body.Kind is null)
        {
            return DeviceKind.Other;
        }

        return DeviceKinds.TryParse(body.Kind, out var kind)
            ? kind
            : throw AdminException.Wrong($"{at}kind is one of {string.Join(", ", DeviceKinds.Names)}.", at + "kind");
    }
}
