using PresenceOfMind.Dispatch.Offers;
using PresenceOfMind.Dispatch.Tasks;
using PresenceOfMind.Dispatch.Workers;

namespace PresenceOfMind.Dispatch.Teams;

/// <summary>Takes snapshots.</summary>
internal static class SnapshotWriter
{
    public static SnapshotBody Of(TeamState state) => new()
    {
        Position = state.Position,
        At = state.At,
        ConfigurationVersion = state.ConfigurationVersion,
        SourceEpoch = state.SourceEpoch,
        SourceSequence = state.SourceSequence,
        UnconfirmedSince = state.UnconfirmedSince,
        UnconfirmedBecause = state.UnconfirmedBecause,
        Confirmation = state.Roster.Confirmation,
        DayBeganAt = state.Day.BeganAt,
        DayEndsAt = state.Day.NextDue,
        Rules = state.Parts.Rules,
        Calendars = [.. state.Parts.Calendars.All.Select(c => new KeptCalendar(c.Settings, c.Order, c.IsOpen, c.NextDue))],
        Channels = [.. state.Parts.Channels.All.Select(c => new KeptChannel(c.Name, c.Settings))],
        Queues = [.. state.Parts.Queues.All.Select(q => new KeptQueue(q.Settings, q.Order, q.Leaving, q.TakenToday, q.InTimeToday, q.Estimate))],
        Routes = [.. state.Parts.Routes.All.Select(r => new KeptRoute(r.Settings, r.Order))],
        Tasks = [.. state.Tasks.All.OrderBy(t => t.AddedBy).Select(Of)],
        LastEnded = [.. state.Tasks.LastEnded.Select(t => t.Id)],
        Workers = [.. state.Roster.All.Select(Of)],
        Answers = [.. state.Answers.All.Select(a => new KeptAnswer(a.Key, a.Answer.Fingerprint, a.At, a.Answer.Task))],
    };

    private static KeptWorker Of(Worker worker) => new()
    {
        Settings = worker.Settings,
        Order = worker.Order,
        AddedAt = worker.AddedAt,
        IdleSince = worker.IdleSince,
        LastAssignedPosition = worker.LastAssignedPosition,
        AssignmentsToday = worker.AssignmentsToday,
        WorkToday = worker.WorkToday,
        State = worker.State,
        StateSince = worker.StateSince,
        ConfirmedIn = worker.ConfirmedIn,
        SettlesAt = worker.SettlesAt,
        GraceEndsAt = worker.GraceEndsAt,
        PauseReason = worker.PauseReason,
        PausedAt = worker.PausedAt,
        Timeouts = worker.Timeouts,
        Draining = worker.Draining,
        Leaving = worker.Leaving,
        Tasks = [.. worker.Tasks.Select(t => t.Id)],
        Offers = [.. worker.Offers.Select(o => o.Number)],
        ReservedFor = worker.ReservedFor?.Id,
    };

    private static KeptTask Of(TaskItem task) => new()
    {
        Id = task.Id,
        Title = task.Title,
        AddedAt = task.AddedAt,
        AddedBy = task.AddedBy,
        Spec = task.Spec,
        Need = task.Need,
        Attributes = task.Attributes,
        State = task.State,
        QueuedAt = task.QueuedAt,
        EnteredAt = task.EnteredAt,
        Aged = task.Aged,
        Steps = task.Steps,
        WorkerContact = task.WorkerContact,
        WorkerName = task.WorkerName,
        AssignedAt = task.AssignedAt,
        WorkedSince = task.WorkedSince,
        CompletedAt = task.CompletedAt,
        EndedAt = task.EndedAt,
        Outcome = task.Outcome,
        EndReason = task.EndReason,
        Notes = task.Notes,
        Reach = task.Reach,
        AskedAt = task.AskedAt,
        Former = task.Former,
        FormerUntil = task.FormerUntil,
        WantsRoom = task.WantsRoom,
        ToldNobodyWorks = task.ToldNobodyWorks,
        StartsAt = task.StartsAt,
        WaitsUntil = task.WaitsUntil,
        StepAt = task.StepAt,
        ExpiryAt = task.ExpiryAt,
        AgesAt = task.AgesAt,
        PrefersUntil = task.PrefersUntil,
        WantsRoomAt = task.WantsRoomAt,
        ReachesAt = task.ReachesAt,
        WrapsUpUntil = task.WrapsUpUntil,
        ForgottenAt = task.ForgottenAt,
        Version = task.Version,
        Offers = [.. task.Offers.Select(Of)],
        PastOffers = [.. task.PastOffers.Select(Of)],
        Rests = [.. task.Rests],
    };

    private static KeptOffer Of(Offer offer) =>
        new(offer.Number, offer.Contact, offer.At, offer.Until, offer.Several, offer.End, offer.EndedAt, offer.Reason);
}
