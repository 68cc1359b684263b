using System.Text;
using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Pidf;
using PresenceOfMind.Server.Composing;
using PresenceOfMind.Server.Refusals;

namespace PresenceOfMind.Server.Presence;

/// <summary>
/// What a PIDF document may set, and what it means: which tuples are refused (errors 161, 162, 122, 120), and the state, activity and
/// kind of each device.
/// </summary>
internal static class RichSetRules
{
    /// <summary>Reads a document.</summary>
    /// <param name="document">The document as it came.</param>
    /// <param name="asOverride">Whether it is to beat every device.</param>
    /// <param name="expiresAt">When it no longer counts.</param>
    /// <param name="rules">What activities stand for.</param>
    /// <returns>
    /// What it sets; or 161 for an override of another tuple, 162 for a device of another source, 122 for DND without override, 120
    /// where it says no state that can be set or a tuple has no id.
    /// </returns>
    public static PwsResult<RichSet> Read(PidfDocument document, bool asOverride, DateTimeOffset expiresAt, PresenceRules rules)
    {
        if (document.IsClear)
        {
            return new RichSet(true, [.. document.Tuples.Select(t => t.Id).OfType<string>()], []);
        }

        if (FindFault(document.Tuples, asOverride) is { } fault)
        {
            return fault;
        }

        var devices = new List<Device>();
        foreach (var tuple in document.Tuples)
        {
            if (Read(document, tuple, expiresAt, rules) is not { } device)
            {
                return PwsError.FromCode(
                    PwsErrorCode.PresenceInvalid,
                    "The document has no activity with a state that can be set, and its status no basic.");
            }

            devices.Add(device);
        }

        return !asOverride && devices.Exists(d => d.State == PresenceState.Dnd)
            ? PwsError.FromCode(PwsErrorCode.DndWithoutOverride)
            : new RichSet(false, [], devices);
    }

    private static PwsError? FindFault(IReadOnlyList<PidfTuple> tuples, bool asOverride)
    {
        if (asOverride && (tuples.Count == 0 || tuples.Any(t => !PwsTuples.IsOverride(t.Id))))
        {
            return PwsError.FromCode(PwsErrorCode.OverrideTupleIdInvalid);
        }

        if (!asOverride && (tuples.Count == 0 || tuples.Any(t => t.Source != PwsTuples.Source)))
        {
            return PwsError.FromCode(PwsErrorCode.SourceInvalid);
        }

        return tuples.Any(t => string.IsNullOrWhiteSpace(t.Id))
            ? PwsError.FromCode(PwsErrorCode.PresenceInvalid, "A tuple has no id.")
            : null;
    }

    // Null where the tuple says no state that can be set.
    private static Device? Read(PidfDocument document, PidfTuple tuple, DateTimeOffset expiresAt, PresenceRules rules)
    {
        var names = (document.Person?.Activities ?? []).Select(a => a.Name);
        var activity = PidfActivity.Deciding(tuple.IsDnd ? names.Append(PidfActivity.FromState(PresenceState.Dnd)) : names, rules.StateOf);
        var said = activity is null ? OfStatus(tuple) : rules.StateOf(activity);
        var idle = PidfPerson.IsIdle(document.Person?.UserInput) || PidfPerson.IsIdle(tuple.UserInput);
        var state = idle && said is (null or PresenceState.Available) ? PresenceState.Away : said;
        return state is { } settable && settable.IsSettable()
            ? new Device(tuple.Id!, settable, ActivityOf(activity, settable), null, expiresAt, Text(document, tuple), KindOf(tuple))
            : null;
    }

    private static PresenceState? OfStatus(PidfTuple tuple) => tuple.IsOpen switch
    {
        true => PresenceState.Available,
        false => PresenceState.Unavailable,
        null => null,
    };

    // An activity that says no more than the state is none.
    private static string? ActivityOf(string? activity, PresenceState state)
    {
        var name = activity?.ToLowerInvariant();
        return name is null || name == PidfActivity.FromState(state) || name == PidfActivity.FromState(PresenceState.Available)
            ? null
            : name;
    }

    private static DeviceKind KindOf(PidfTuple tuple) =>
        tuple.HasAudio ? DeviceKind.Phone : tuple.HasText ? DeviceKind.Chat : DeviceKind.Other;

    private static string Text(PidfDocument document, PidfTuple tuple) =>
        Encoding.UTF8.GetString(PidfWriter.Write(document with { Entity = null, Tuples = [tuple] }));
}
