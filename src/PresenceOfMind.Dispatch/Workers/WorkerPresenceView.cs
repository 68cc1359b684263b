using PresenceOfMind.Dispatch.Core.Availability;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Rules.Explanations;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Workers;

/// <summary>A worker's presence: what each source says, and what is composed of it.</summary>
public sealed record WorkerPresenceView
{
    /// <summary>The contact: <c>user@domain</c> in small letters.</summary>
    public required Contact Contact { get; init; }

    /// <summary>For people.</summary>
    public required string Name { get; init; }

    /// <summary>What the sources that count say together; where none counts, what was composed last.</summary>
    public required PresenceState Presence { get; init; }

    /// <summary>Since when, UTC.</summary>
    public required DateTimeOffset PresenceSince { get; init; }

    /// <summary>Whether a source counts: the watcher that is not lost, or a program whose word has not expired.</summary>
    public required bool Confirmed { get; init; }

    /// <summary>Why not, in words; null where the presence is confirmed.</summary>
    public string? UnconfirmedBecause { get; init; }

    /// <summary>The source whose word the presence is; null where none counts.</summary>
    public SourceName? DecidedBy { get; init; }

    /// <summary>What each source says, in order of their names.</summary>
    public IReadOnlyList<SourcePresenceView> Sources { get; init; } = [];

    internal static WorkerPresenceView From(TeamState state, Worker worker)
    {
        var isWatched = worker.ConfirmedIn == state.Roster.Confirmation;
        var isConfirmed = state.Roster.IsConfirmed(worker);
        return new WorkerPresenceView
        {
            Contact = worker.Contact,
            Name = worker.Name,
            Presence = worker.State,
            PresenceSince = worker.StateSince,
            Confirmed = isConfirmed,
            UnconfirmedBecause = isConfirmed ? null : CauseWords.Unconfirmed(state, worker),
            DecidedBy = SourceComposition.Compose(isWatched ? worker.WatchedState : null, worker.Programs)?.Source,
            Sources =
            [
                .. worker.Programs.Select(SourcePresenceView.From)
                    .Concat(worker.ConfirmedIn > 0 ? [SourcePresenceView.FromWatcher(worker, isWatched)] : [])
                    .OrderBy(s => s.Source.Value, StringComparer.Ordinal),
            ],
        };
    }
}

/// <summary>What one source says of a worker.</summary>
/// <param name="Source">The source: <c>pws</c> for the watcher of the Presence Web Service, or the name of a program.</param>
/// <param name="State">The state.</param>
/// <param name="Since">Since when it has said this state, UTC.</param>
/// <param name="Confirmed">Whether it counts.</param>
public sealed record SourcePresenceView(SourceName Source, PresenceState State, DateTimeOffset Since, bool Confirmed)
{
    /// <summary>When it expires, UTC; null for the watcher, whose word counts until it is lost.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>What the person does, as PIDF names it.</summary>
    public IReadOnlyList<string> Activities { get; init; } = [];

    /// <summary>The program's remark; null for none.</summary>
    public string? Note { get; init; }

    /// <summary>The program's number of the report; null where it gave none.</summary>
    public long? Sequence { get; init; }

    internal static SourcePresenceView From(ProgramPresence said) => new(said.Source, said.State, said.Since, true)
    {
        Until = said.Until,
        Activities = said.Activities,
        Note = said.Note,
        Sequence = said.Sequence,
    };

    internal static SourcePresenceView FromWatcher(Worker worker, bool isConfirmed) =>
        new(SourceName.Watcher, worker.WatchedState, worker.Watched?.Since ?? worker.StateSince, isConfirmed);
}

/// <summary>How many of a team's workers the sources of presence cover.</summary>
/// <param name="Workers">How many there are.</param>
/// <param name="Confirmed">Of how many the presence is confirmed.</param>
/// <param name="ByPrograms">For how many a program vouches.</param>
/// <param name="Unconfirmed">How many get no new work, since no source covers them now.</param>
/// <param name="UnconfirmedBecause">Why, in words: what became of the source that they depend on alone; null where there are none.</param>
public sealed record PresenceCoverageView(int Workers, int Confirmed, int ByPrograms, int Unconfirmed, string? UnconfirmedBecause)
{
    internal static PresenceCoverageView From(TeamState state)
    {
        var confirmed = state.Roster.Each.Count(state.Roster.IsConfirmed);
        var unconfirmed = state.Roster.Count - confirmed;
        return new PresenceCoverageView(
            state.Roster.Count,
            confirmed,
            state.Roster.Each.Count(w => w.Programs.Count > 0),
            unconfirmed,
            unconfirmed == 0 ? null
                : state.SourceEpoch == 0 ? "no source of presence covers them"
                : CauseWords.Unconfirmed(state));
    }
}
