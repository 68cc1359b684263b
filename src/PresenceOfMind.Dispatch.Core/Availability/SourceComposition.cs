using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Composing;
using PresenceOfMind.Protocol.Pidf;

namespace PresenceOfMind.Dispatch.Core.Availability;

/// <summary>What the sources of presence say together of a worker: by the rules that a person's devices follow (PWS), one device a source.
/// </summary>
public static class SourceComposition
{
    /// <summary>Composes what the sources say that count.</summary>
    /// <param name="watched">What the watcher says; null where it is not confirmed.</param>
    /// <param name="programs">What programs say, in order of their names.</param>
    /// <returns>The state, and the source whose word it is; null where no source covers the worker.</returns>
    public static (PresenceState State, SourceName Source)? Compose(PresenceState? watched, IReadOnlyList<ProgramPresence> programs)
    {
        var reports = programs.Select(Report.From).ToList();
        if (watched is { } state)
        {
            reports.Add(new Report(SourceName.Watcher, state, null));
        }

        reports.Sort((a, b) => string.CompareOrdinal(a.Source.Value, b.Source.Value));
        return PresenceRule.Compose(PresenceRule.All, [.. reports.Select(r => DeviceVerdict.From(r))]) is { } verdict
            ? (verdict.State, ((Report)verdict.Device).Source)
            : watched is { } only ? (only, SourceName.Watcher) : null;
    }

    private sealed record Report(SourceName Source, PresenceState State, string? Activity) : IDeviceReport
    {
        public bool IsOverride => false;

        public bool IsOwn => false;

        public static Report From(ProgramPresence program) =>
            new(program.Source, program.State, PidfActivity.Deciding(program.Activities)?.ToLowerInvariant());
    }
}
