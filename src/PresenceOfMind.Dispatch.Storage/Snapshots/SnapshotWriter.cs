using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Core.Time;

namespace PresenceOfMind.Dispatch.Storage.Snapshots;

/// <summary>Takes snapshots.</summary>
internal static class SnapshotWriter
{
    public static SnapshotBody Of(TeamState state) => new()
    {
        Position = state.Position,
        At = state.At,
        Elapsed = state.Time.Elapsed,
        ConfigurationVersion = state.ConfigurationVersion,
        SourceEpoch = state.SourceEpoch,
        SourceSequence = state.SourceSequence,
        UnconfirmedSince = state.Time.WallAt(state.UnconfirmedSince),
        UnconfirmedCause = state.UnconfirmedCause,
        UnconfirmedBecause = state.UnconfirmedReason,
        Confirmation = state.Roster.Confirmation,
        DayBeganAt = state.Time.WallAt(state.Day.BeganAt),
        DayEndsAt = state.Day.NextWallDue,
        Rules = state.Parts.Rules,
        Calendars = [.. state.Parts.Calendars.All.Select(c => new KeptCalendar(c.Settings, c.Order, c.IsOpen, c.NextWallDue, c.SaidAt))],
        Channels = [.. state.Parts.Channels.All.Select(c => new KeptChannel(c.Name, c.Settings))],
        Queues = [.. state.Parts.Queues.All.Select(q => new KeptQueue(q.Settings, q.Order, q.Leaving, q.TakenToday, q.InTimeToday, Of(q.Estimate, state.Time)) { LostToday = q.LostToday, ShortAbandonsToday = q.ShortAbandonsToday })],
        Routes = [.. state.Parts.Routes.All.Select(r => new KeptRoute(r.Settings, r.Order))],
        Tasks = [.. state.Tasks.All.OrderBy(t => t.AddedBy).Select(t => Of(t, state.Time))],
        LastEnded = [.. state.Tasks.LastEnded.Select(t => t.Id)],
        Workers = [.. state.Roster.All.Select(w => Of(w, state.Time))],
        Answers = [.. state.Answers.All.Select(a => new KeptAnswer(a.Key, a.Answer.Fingerprint, state.Time.WallAt(a.At), a.Answer.Task))],
    };

    private static KeptEstimate Of(WaitEstimate estimate, TeamTime now) => new(now.WallAt(estimate.Since), estimate.Sum, estimate.Weight);

    private static KeptWorker Of(Worker worker, TeamTime now) => new()
    {
        Settings = worker.Settings,
        Order = worker.Order,
        AddedAt = worker.AddedAt,
        IdleSince = now.WallAt(worker.IdleSince),
        IdleSinceSaid = Said(worker.Idle, now),
        LastAssignedPosition = worker.LastAssignedPosition,
        AssignmentsToday = worker.AssignmentsToday,
        WorkToday = worker.WorkToday,
        State = worker.State,
        StateSince = worker.StateSince,
        ConfirmedIn = worker.ConfirmedIn,
        SettlesAt = now.WallAt(worker.SettlesAt),
        GraceEndsAt = now.WallAt(worker.GraceEndsAt),
        PauseReason = worker.PauseReason,
        PauseCause = worker.PauseCause,
        PausedAt = worker.PausedAt,
        Timeouts = worker.Timeouts,
        Draining = worker.Draining,
        Leaving = worker.Leaving,
        Tasks = [.. worker.Tasks.Select(t => t.Id)],
        Offers = [.. worker.Offers.Select(o => o.Number)],
        ReservedFor = worker.ReservedFor?.Id,
    };

    private static KeptTask Of(TaskItem task, TeamTime now) => new()
    {
        Id = task.Id,
        Title = task.Title,
        AddedAt = task.AddedAt,
        AddedBy = task.AddedBy,
        Spec = task.Spec,
        Need = task.Need,
        Attributes = task.Attributes,
        State = task.State,
        QueuedAt = now.WallAt(task.Queued.Elapsed),
        QueuedAtSaid = Said(task.Queued, now),
        EnteredAt = now.WallAt(task.Entered.Elapsed),
        EnteredAtSaid = Said(task.Entered, now),
        Aged = task.Aged,
        Steps = task.Steps,
        WorkerContact = task.WorkerContact,
        WorkerName = task.WorkerName,
        AssignedAt = task.AssignedAt,
        WorkedSince = now.WallAt(task.WorkedSince),
        CompletedAt = task.CompletedAt,
        EndedAt = now.WallAt(task.EndedElapsed),
        EndedAtSaid = Said(task.EndedElapsed, task.EndedAt, now),
        Outcome = task.Outcome,
        EndReason = task.EndReason,
        EndCause = task.EndCause,
        WasTaken = task.WasTaken,
        Notes = task.Notes,
        Reach = task.Reach,
        AskedAt = now.WallAt(task.AskedAt),
        Former = task.Former,
        FormerUntil = now.WallAt(task.FormerUntil),
        WantsRoom = task.WantsRoom,
        ToldNobodyWorks = task.ToldNobodyWorks,
        LeadNeeded = task.LeadNeeded,
        Unanswered = task.Unanswered,
        StartsAt = task.StartsAt,
        WaitsUntil = now.WallAt(task.WaitsUntil),
        StepAt = now.WallAt(task.StepAt),
        ExpiryAt = now.WallAt(task.ExpiryAt),
        AgesAt = now.WallAt(task.AgesAt),
        PrefersUntil = now.WallAt(task.PrefersUntil),
        WantsRoomAt = now.WallAt(task.WantsRoomAt),
        ReachesAt = now.WallAt(task.ReachesAt),
        WrapsUpUntil = now.WallAt(task.WrapUpEnds),
        WrapsUpUntilSaid = Said(task.WrapUpEnds, task.WrapsUpUntil, now),
        ForgottenAt = now.WallAt(task.ForgottenAt),
        Version = task.Version,
        Offers = [.. task.Offers.Select(o => Of(o, now))],
        PastOffers = [.. task.PastOffers.Select(o => Of(o, now))],
        Rests = [.. task.Rests.Select(r => new KeptRest(r.Contact, now.WallAt(r.Until)))],
    };

    private static KeptOffer Of(Offer offer, TeamTime now) => new(
        offer.Number,
        offer.Contact,
        offer.At,
        now.WallAt(offer.Ends),
        offer.Several,
        offer.End,
        offer.EndedAt,
        offer.Reason,
        Said(offer.Ends, offer.Until, now))
    {
        WithOthers = offer.WithOthers,
        Because = offer.Because,
    };

    private static DateTimeOffset? Said(TeamTime moment, TeamTime now) => Said(moment.Elapsed, moment.Wall, now);

    /// <summary>What people are shown of a moment, where that is not what the clock would say now.</summary>
    private static DateTimeOffset? Said(TimeSpan? elapsed, DateTimeOffset? shown, TeamTime now) => shown == now.WallAt(elapsed) ? null : shown;
}
