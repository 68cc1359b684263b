using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Workers;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Api.Presence;

/// <summary>What a program says of one worker's presence.</summary>
internal record ProgramPresenceBody
{
    /// <summary>
    /// The program: 1 to 100 characters of A-Z, a-z, 0-9, <c>-</c>, <c>_</c>, <c>.</c> and <c>~</c>, but not <c>pws</c>. Default
    /// <c>program</c>.
    /// </summary>
    public SourceName? Source { get; init; }

    /// <summary>AVAILABLE, BUSY, DND, AWAY, UNAVAILABLE or VACATION. Needed where no activity says it.</summary>
    public PresenceState? State { get; init; }

    /// <summary>What the person does, as PIDF names it: on-the-phone, meeting, lunch, …. The first two are BUSY. Default none.</summary>
    public IReadOnlyList<string> Activities { get; init; } = [];

    /// <summary>A remark for people, in a line of at most 200 characters; none by default.</summary>
    public string? Note { get; init; }

    /// <summary>
    /// The program's number of this report, from 0. A report whose number is not greater than that of the one before is dropped. None by
    /// default.
    /// </summary>
    public long? Sequence { get; init; }

    /// <summary>When this counts no more, at most 31 days ahead; give this or <c>expiresInSeconds</c>.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>In how many seconds this counts no more, 1 to 2,678,400; give this or <c>expiresAt</c>.</summary>
    public int? ExpiresInSeconds { get; init; }

    /// <summary>The report of a worker.</summary>
    /// <param name="contact">The worker.</param>
    /// <param name="source">The program, where the body does not name it.</param>
    public ProgramReport ToReport(Contact contact, SourceName? source) => new(contact)
    {
        Source = Source ?? source ?? SourceName.Program,
        State = State,
        Activities = Activities,
        Note = Note,
        Sequence = Sequence,
        ExpiresAt = ExpiresAt,
        ExpiresInSeconds = ExpiresInSeconds,
    };
}

/// <summary>What a program says of one of many workers.</summary>
internal sealed record ContactPresenceBody : ProgramPresenceBody
{
    /// <summary>The worker.</summary>
    public required Contact Contact { get; init; }
}

/// <summary>What a program says of many workers.</summary>
internal sealed record PresenceBatchBody
{
    /// <summary>The program, where an item does not name it. Default <c>program</c>.</summary>
    public SourceName? Source { get; init; }

    /// <summary>1 to 1000 reports.</summary>
    public required IReadOnlyList<ContactPresenceBody> Items { get; init; }
}

/// <summary>What became of a report, and the worker's presence after it.</summary>
/// <param name="Outcome"><c>taken</c>, <c>dropped</c> (it is older than what the program said before) or <c>repeated</c> (the same request
/// came before under its idempotency key).</param>
/// <param name="Presence">The presence.</param>
internal sealed record PresenceAnswer(ProgramReportOutcome Outcome, WorkerPresenceView Presence);

/// <summary>What became of many reports.</summary>
/// <param name="Taken">How many count now.</param>
/// <param name="Items">Each of them, in the order of the request; none where the request came before under its idempotency key.</param>
internal sealed record PresenceBatchAnswer(int Taken, IReadOnlyList<PresenceBatchItem> Items);

/// <summary>What became of one of many reports.</summary>
/// <param name="Contact">The worker.</param>
/// <param name="Source">The program.</param>
/// <param name="Outcome"><c>taken</c>, <c>dropped</c> (it is older than what the program said before) or <c>no-worker</c> (the contact is
/// no worker of the team).</param>
internal sealed record PresenceBatchItem(Contact Contact, SourceName Source, ProgramReportOutcome Outcome);

/// <summary>The presence of the workers by source.</summary>
/// <param name="Coverage">How many of all workers the sources cover.</param>
/// <param name="Items">A page of workers, by contact.</param>
/// <param name="Next">What to give as <c>cursor</c> for the next page; null where there is none.</param>
internal sealed record PresenceListBody(PresenceCoverageView Coverage, IReadOnlyList<WorkerPresenceView> Items, string? Next);
