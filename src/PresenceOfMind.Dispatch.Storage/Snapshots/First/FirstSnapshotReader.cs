using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Time;
using PresenceOfMind.Dispatch.Storage.Json;
using PresenceOfMind.Dispatch.Storage.Snapshots.Content;

namespace PresenceOfMind.Dispatch.Storage.Snapshots.First;

/// <summary>Reads snapshots of shape 1.</summary>
internal sealed class FirstSnapshotReader
{
    private static readonly JsonTypeInfo<FirstSnapshot> Shape = (JsonTypeInfo<FirstSnapshot>)StateJson.Row.GetTypeInfo(
        typeof(FirstSnapshot));

    private readonly FirstSnapshot _body;
    private readonly TeamTime _time;

    private FirstSnapshotReader(FirstSnapshot body) =>
        (_body, _time) = (body, body.Elapsed is { } elapsed ? new TeamTime(elapsed, body.At) : TeamTime.FromWall(body.At));

    /// <summary>What such a snapshot holds, as one of today holds it.</summary>
    /// <exception cref="JsonException">The bytes are no snapshot of this shape.</exception>
    public static SnapshotContent Read(ReadOnlySpan<byte> bytes) =>
        new FirstSnapshotReader(JsonSerializer.Deserialize(bytes, Shape) ?? throw new JsonException("A snapshot is null.")).ToContent();

    private SnapshotContent ToContent() => new()
    {
        Position = _body.Position,
        Time = _time,
        ConfigurationVersion = _body.ConfigurationVersion,
        SourceEpoch = _body.SourceEpoch,
        SourceSequence = _body.SourceSequence,
        UnconfirmedSince = Elapsed(_body.UnconfirmedSince),
        UnconfirmedCause = _body.UnconfirmedCause,
        UnconfirmedReason = _body.UnconfirmedBecause,
        Confirmation = _body.Confirmation,
        DayBeganAt = Elapsed(_body.DayBeganAt),
        DayEndsAt = _body.DayEndsAt,
        Rules = _body.Rules,
        Calendars = [.. _body.Calendars.Select(
            c => new TeamCalendar(c.Settings, c.Order) { IsOpen = c.IsOpen, NextWallDue = c.NextDue, SaidAt = c.SaidAt ?? _body.At })],
        Channels = [.. _body.Channels.Select((c, index) => new TeamChannel(c.Name, index) { Settings = c.Settings })],
        Queues = [.. _body.Queues.Select(Make)],
        Routes = [.. _body.Routes.Select(r => new TeamRoute(r.Settings, r.Order))],
        Tasks = [.. _body.Tasks.Select(Make)],
        LastEnded = _body.LastEnded,
        Workers = [.. _body.Workers.Select(w => new SnapshotWorker(Make(w), w.Tasks, w.Offers, w.ReservedFor))],
        Answers = [.. _body.Answers.Select(a => new SnapshotAnswer(a.Key, a.Fingerprint, Elapsed(a.At), a.Task))],
    };

    private TeamQueue Make(KeptQueue kept) => new(kept.Settings, kept.Order)
    {
        Leaving = kept.Leaving,
        TakenToday = kept.TakenToday,
        LostToday = kept.LostToday,
        ShortAbandonsToday = kept.ShortAbandonsToday,
        InTimeToday = kept.InTimeToday,
        Estimate = new WaitEstimate(Elapsed(kept.Estimate.Since), kept.Estimate.Sum, kept.Estimate.Weight),
    };

    private Worker Make(KeptWorker kept) => new(kept.Settings, kept.Order, TeamTime.FromWall(kept.AddedAt))
    {
        Idle = new TeamTime(Elapsed(kept.IdleSince), kept.IdleSinceSaid ?? kept.IdleSince),
        LastAssignedPosition = kept.LastAssignedPosition,
        AssignmentsToday = kept.AssignmentsToday,
        WorkToday = kept.WorkToday,
        State = kept.State,
        StateSince = kept.StateSince,
        ConfirmedIn = kept.ConfirmedIn,
        SettlesAt = Elapsed(kept.SettlesAt),
        GraceEndsAt = Elapsed(kept.GraceEndsAt),
        PauseReason = kept.PauseReason,
        PauseCause = kept.PauseReason is { } reason ? PauseCauses.Read(kept.PauseCause, reason, kept.Timeouts) : kept.PauseCause,
        PausedAt = kept.PausedAt,
        Timeouts = kept.Timeouts,
        Draining = kept.Draining,
        Leaving = kept.Leaving,
    };

    private TaskItem Make(KeptTask kept)
    {
        var task = new TaskItem(kept.Id, kept.Title, null!, TeamTime.FromWall(kept.AddedAt), kept.AddedBy, kept.Spec, kept.Need, null!)
        {
            Attributes = kept.Attributes,
            State = kept.State,
            Queued = new TeamTime(Elapsed(kept.QueuedAt), kept.QueuedAtSaid ?? kept.QueuedAt),
            Entered = new TeamTime(Elapsed(kept.EnteredAt), kept.EnteredAtSaid ?? kept.EnteredAt),
            Aged = kept.Aged,
            Steps = kept.Steps,
            WorkerContact = kept.WorkerContact,
            WorkerName = kept.WorkerName,
            AssignedAt = kept.AssignedAt,
            WorkedSince = Elapsed(kept.WorkedSince),
            CompletedAt = kept.CompletedAt,
            EndedAt = kept.EndedAtSaid ?? kept.EndedAt,
            EndedElapsed = Elapsed(kept.EndedAt),
            Outcome = kept.Outcome,
            EndReason = kept.EndReason,
            WasTaken = kept.WasTaken ?? kept.WorkerContact is not null,
            EndCause = TaskEndCauses.Read(kept.EndCause, kept.State, kept.EndReason),
            Notes = kept.Notes,
            Reach = kept.Reach,
            AskedAt = Elapsed(kept.AskedAt),
            Former = kept.Former,
            FormerUntil = Elapsed(kept.FormerUntil),
            WantsRoom = kept.WantsRoom,
            ToldNobodyWorks = kept.ToldNobodyWorks,
            LeadNeeded = kept.LeadNeeded,
            Unanswered = kept.Unanswered,
            StartsAt = kept.StartsAt,
            WaitsUntil = Elapsed(kept.WaitsUntil),
            StepAt = Elapsed(kept.StepAt),
            ExpiryAt = Elapsed(kept.ExpiryAt),
            AgesAt = Elapsed(kept.AgesAt),
            PrefersUntil = Elapsed(kept.PrefersUntil),
            WantsRoomAt = Elapsed(kept.WantsRoomAt),
            ReachesAt = Elapsed(kept.ReachesAt),
            WrapsUpUntil = kept.WrapsUpUntilSaid ?? kept.WrapsUpUntil,
            WrapUpEnds = Elapsed(kept.WrapsUpUntil),
            ForgottenAt = Elapsed(kept.ForgottenAt),
            Version = kept.Version,
        };
        if (kept.Rests.Count + kept.Offers.Count + kept.PastOffers.Count > 0)
        {
            task.RestList.AddRange(kept.Rests.Select(r => new CoolDown(r.Contact, Elapsed(r.Until))));
            task.OfferList.AddRange(kept.Offers.Select(Make));
            task.PastOfferList.AddRange(kept.PastOffers.Select(Make));
        }

        return task;
    }

    private Offer Make(KeptOffer kept) => new(kept.Number, kept.Contact, kept.At, kept.UntilSaid ?? kept.Until, kept.Several)
    {
        Ends = Elapsed(kept.Until),
        End = kept.End,
        EndedAt = kept.EndedAt,
        Reason = kept.Reason,
        Because = kept.Because,
        WithOthers = kept.WithOthers,
    };

    private TimeSpan Elapsed(DateTimeOffset wall) => _time.ElapsedAt(wall);

    private TimeSpan? Elapsed(DateTimeOffset? wall) => _time.ElapsedAt(wall);
}
