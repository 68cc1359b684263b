using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Refusals;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Core.Texts;
using PresenceOfMind.Dispatch.Core.Time;
using PresenceOfMind.Dispatch.Rules.Refusals;
using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Pidf;

namespace PresenceOfMind.Dispatch.Rules.Presence;

/// <summary>
/// What programs say of the presence of workers. A program vouches for it until an expiry, over restarts too, so it counts as confirmed;
/// what is older than what the same program said, by its own numbers, is passed over.
/// </summary>
internal static class ProgramPresenceRules
{
    /// <summary>The most programs that report for one worker.</summary>
    public const int MaxSources = 20;

    /// <summary>The most activities of a report.</summary>
    public const int MaxActivities = 20;

    /// <summary>The longest time for which a program vouches, in days.</summary>
    public const int MaxDays = 31;

    private const int MaxSeconds = MaxDays * 86_400;

    public static Decision Decide(TeamState state, SetProgramPresence command, TeamTime at)
    {
        if (command.Reports.Count is 0 or > SetProgramPresence.MaxReports)
        {
            return Refusal.Invalid("items", $"This takes 1 to {SetProgramPresence.MaxReports} reports.");
        }

        var set = new List<ProgramPresenceSet>();
        foreach (var (index, report) in command.Reports.Index())
        {
            if (Check(report, at) is { } refusal)
            {
                return command.Reports.Count == 1 ? refusal : refusal with { Field = $"items[{index}].{refusal.Field}" };
            }

            if (state.Roster.Find(report.Contact.Key) is not { } worker || IsOld(Last(worker, report.Source, set), report.Sequence))
            {
                continue;
            }

            if (IsOneTooMany(worker, report.Source, set))
            {
                return Refusal.Conflict(
                    "too-many-sources",
                    $"{MaxSources} programs report for {worker.Contact} already; clear the report of one of them first.",
                    "source");
            }

            set.Add(new ProgramPresenceSet(
                worker.Contact,
                report.Source,
                StateOf(report)!.Value,
                [.. report.Activities.Select(a => a.ToLowerInvariant())],
                report.Note,
                report.Sequence,
                report.ExpiresAt?.ToUniversalTime() ?? at.Wall.AddSeconds(report.ExpiresInSeconds!.Value),
                report.ExpiresAt is not null));
        }

        return new Decision(set);
    }

    public static Decision Decide(TeamState state, ClearProgramPresence command)
    {
        if (!command.Source.IsValid)
        {
            return SourceInvalid();
        }

        if (state.Roster.Find(command.Contact.Key) is not { } worker)
        {
            return TaskRefusals.NoWorker(command.Contact, "contact");
        }

        return Find(worker, command.Source) is not { } said || (command.Sequence is { } sequence && sequence <= said.Sequence)
            ? Decision.Nothing
            : new Decision([new ProgramPresenceCleared(worker.Contact, said.Source)]);
    }

    /// <summary>Ends what has expired of what programs say of a worker.</summary>
    /// <returns>Whether anything has.</returns>
    public static bool Expire(Worker worker, TeamTime at, List<TeamEvent> events)
    {
        foreach (var said in worker.Programs)
        {
            if (said.IsOver(at))
            {
                events.Add(new ProgramPresenceExpired(worker.Contact, said.Source));
            }
        }

        return events.Count > 0;
    }

    /// <summary>What became of each of the reports of a command, or of its clearing; none for other commands.</summary>
    /// <param name="state">The team after that.</param>
    /// <param name="command">The command.</param>
    /// <param name="outcome">What it led to.</param>
    public static ProgramReportOutcome[] OutcomesOf(TeamState state, TeamCommand command, Outcome outcome) => command switch
    {
        SetProgramPresence or ClearProgramPresence when outcome.Repeated is not null => [ProgramReportOutcome.Repeated],
        SetProgramPresence { Reports: var reports } => [.. reports.Select(r => OutcomeOf(state, r, outcome.Entries))],
        ClearProgramPresence c =>
        [
            state.Roster.Find(c.Contact.Key) is { } worker && Find(worker, c.Source) is not null
                ? ProgramReportOutcome.Dropped
                : ProgramReportOutcome.Taken,
        ],
        _ => [],
    };

    private static ProgramReportOutcome OutcomeOf(TeamState state, ProgramReport report, IReadOnlyList<LogEntry> entries) =>
        state.Roster.Find(report.Contact.Key) is not { } worker ? ProgramReportOutcome.NoWorker
        : entries.Any(e => e.Event is ProgramPresenceSet set && set.Contact == worker.Contact && set.Source == report.Source
            && set.Sequence == report.Sequence) ? ProgramReportOutcome.Taken
        : ProgramReportOutcome.Dropped;

    private static Refusal? Check(ProgramReport report, TeamTime at)
    {
        if (!report.Contact.IsValid)
        {
            return Refusal.Invalid("contact", "A contact is a URI of the form user@domain.");
        }

        if (!report.Source.IsValid)
        {
            return SourceInvalid();
        }

        if (report.Activities.Count > MaxActivities
            || report.Activities.FirstOrDefault(a => !PidfActivity.TryGetState(a, out var state) || !state.IsSettable()) is not null)
        {
            var names = PidfActivity.States.Where(s => s.Value.IsSettable()).Select(s => s.Key).Order(StringComparer.Ordinal);
            return Refusal.Invalid("activities", $"Activities are at most {MaxActivities} of: {string.Join(", ", names)}.");
        }

        return StateOf(report) is not { } said || !said.IsSettable()
            ? Refusal.Invalid("state", "A state is AVAILABLE, BUSY, DND, AWAY, UNAVAILABLE or VACATION; activities may say it instead.")
            : TaskLimits.CheckReason(report.Note) is not null
            ? Refusal.Invalid("note", $"A note is one line of 1 to {TaskLimits.MaxReasonLength} characters, without control characters.")
            : report.Sequence < 0 ? Refusal.Invalid("sequence", "A sequence is a number from 0.")
            : CheckExpiry(report, at);
    }

    private static Refusal? CheckExpiry(ProgramReport report, TeamTime at) => (report.ExpiresAt, report.ExpiresInSeconds) switch
    {
        (null, null) or (not null, not null) => Refusal.Invalid(
            "expiresInSeconds", "Say until when this counts: either expiresAt (a time) or expiresInSeconds."),
        (null, < 1 or > MaxSeconds) => Refusal.Invalid(
            "expiresInSeconds", $"expiresInSeconds is a number from 1 to {MaxSeconds} ({MaxDays} days)."),
        ({ } until, null) when until <= at.Wall || until > at.Wall.AddDays(MaxDays) => Refusal.Invalid(
            "expiresAt", $"expiresAt is a time within the next {MaxDays} days; it is {at.Wall:yyyy-MM-ddTHH:mm:ssZ} here."),
        _ => null,
    };

    private static Refusal SourceInvalid() =>
        Refusal.Invalid(
            "source", $"{SettingsTexts.IdTakes} {SourceName.Watcher} is the Presence Web Service; a program takes another name.");

    private static PresenceState? StateOf(ProgramReport report) => report.State
        ?? (PidfActivity.Deciding(report.Activities) is { } activity && PidfActivity.TryGetState(activity, out var state) ? state : null);

    private static ProgramPresence? Find(Worker worker, SourceName source) => worker.Programs.FirstOrDefault(p => p.Source == source);

    /// <summary>The number of the last report of a program that counts, or is about to.</summary>
    private static long? Last(Worker worker, SourceName source, List<ProgramPresenceSet> set) =>
        set.FindLast(s => s.Contact == worker.Contact && s.Source == source)?.Sequence ?? Find(worker, source)?.Sequence;

    private static bool IsOld(long? last, long? sequence) => sequence is { } number && number <= last;

    private static bool IsOneTooMany(Worker worker, SourceName source, List<ProgramPresenceSet> set)
    {
        if (Find(worker, source) is not null)
        {
            return false;
        }

        var others = worker.Programs.Select(p => p.Source)
            .Concat(set.Where(s => s.Contact == worker.Contact).Select(s => s.Source))
            .ToHashSet();
        return !others.Contains(source) && others.Count >= MaxSources;
    }
}
