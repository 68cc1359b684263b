using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Core.Time;

namespace PresenceOfMind.Dispatch.Storage.Snapshots;

/// <summary>Makes states from snapshots: the parts first, then people with what they have, then tasks in their lines.</summary>
internal sealed class SnapshotReader
{
    private readonly SnapshotBody _body;
    private readonly TeamState _state = TeamSnapshot.Empty();
    private readonly Dictionary<string, TaskItem> _tasks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Worker> _workers = new(StringComparer.Ordinal);
    private readonly Dictionary<long, Offer> _offers = [];

    private SnapshotReader(SnapshotBody body) => _body = body;

    public static TeamState Of(SnapshotBody body)
    {
        var reader = new SnapshotReader(body);
        reader.ReadTeam();
        reader.ReadParts();
        reader.ReadPeopleAndTasks();
        return reader._state;
    }

    private void ReadTeam()
    {
        _state.Position = _body.Position;
        _state.Time = _body.Elapsed is { } elapsed ? new TeamTime(elapsed, _body.At) : TeamTime.FromWall(_body.At);
        _state.ConfigurationVersion = _body.ConfigurationVersion;
        _state.SourceEpoch = _body.SourceEpoch;
        _state.SourceSequence = _body.SourceSequence;
        _state.UnconfirmedSince = Elapsed(_body.UnconfirmedSince);
        (_state.UnconfirmedCause, _state.UnconfirmedReason) = (_body.UnconfirmedCause, _body.UnconfirmedBecause);
        _state.Roster.Confirmation = _body.Confirmation;
        (_state.Day.BeganAt, _state.Day.NextWallDue) = (Elapsed(_body.DayBeganAt), _body.DayEndsAt);
        _state.Dues.PutWall(_state.Day);
        _state.Parts.Rules = _body.Rules;
        foreach (var kept in _body.Answers)
        {
            _state.Answers.Put(kept.Key, new Answer(kept.Fingerprint, kept.Task), Elapsed(kept.At));
        }
    }

    private void ReadParts()
    {
        var parts = _state.Parts;
        foreach (var kept in _body.Calendars)
        {
            var calendar = new TeamCalendar(kept.Settings, kept.Order) { IsOpen = kept.IsOpen, NextWallDue = kept.NextDue, SaidAt = kept.SaidAt ?? _body.At };
            parts.Calendars.Put(calendar.Name, calendar);
            _state.Dues.PutWall(calendar);
        }

        foreach (var kept in _body.Channels)
        {
            ConfigureApply.Put(_state, parts.Channels.GetOrMake(kept.Name), kept.Settings);
        }

        foreach (var kept in _body.Queues)
        {
            parts.Queues.Put(kept.Settings.Name, new TeamQueue(kept.Settings, kept.Order)
            {
                Leaving = kept.Leaving,
                TakenToday = kept.TakenToday,
                LostToday = kept.LostToday,
                ShortAbandonsToday = kept.ShortAbandonsToday,
                InTimeToday = kept.InTimeToday,
                Estimate = new WaitEstimate(Elapsed(kept.Estimate.Since), kept.Estimate.Sum, kept.Estimate.Weight),
            });
        }

        foreach (var kept in _body.Routes)
        {
            parts.Routes.Put(kept.Settings.Name, new TeamRoute(kept.Settings, kept.Order));
        }

        _state.Index.OrderQueues();
    }

    private void ReadPeopleAndTasks()
    {
        foreach (var kept in _body.Workers)
        {
            _workers.Add(kept.Settings.Contact, Make(kept));
        }

        foreach (var kept in _body.Tasks)
        {
            _tasks.Add(kept.Id, Make(kept));
        }

        foreach (var kept in _body.Workers)
        {
            Place(_workers[kept.Settings.Contact], kept);
        }

        foreach (var task in _tasks.Values)
        {
            _state.Tasks.Restore(task);
        }

        _state.Tasks.RestoreEnded(_body.LastEnded.Select(id => _tasks[id]));

        // Whether these are to be looked at is not kept: looking once more changes nothing.
        _state.Agenda.MayHaveNobody = true;
    }

    private void Place(Worker worker, KeptWorker kept)
    {
        foreach (var task in kept.Tasks.Select(id => _tasks[id]))
        {
            worker.TaskList.Add(task);
            task.Worker = worker;
            if (task.State != TaskState.OnHold)
            {
                worker.Hold(task.Channel, task.Units);
            }
        }

        foreach (var offer in kept.Offers.Select(n => _offers[n]))
        {
            worker.OfferList.Add(offer);
            worker.Hold(offer.Task.Channel, offer.Task.Units);
        }

        if (kept.ReservedFor is { } reserved)
        {
            worker.ReservedFor = _tasks[reserved];
            worker.ReservedFor.ReservedWith = worker;
        }

        WorkerApply.ResolveCalendar(_state, worker);
        _state.Roster.Add(worker);
        _state.Index.Add(worker);
        _state.Lift(worker);
        _state.Place(worker);
    }

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
        var channel = _state.Parts.Channels.GetOrMake(kept.Spec.Channel);
        var queue = _state.Parts.Queues.Find(kept.Need.Queue) ?? new TeamQueue(new QueueSettings { Name = kept.Need.Queue }, 0);
        var task = new TaskItem(kept.Id, kept.Title, queue, TeamTime.FromWall(kept.AddedAt), kept.AddedBy, kept.Spec, kept.Need, channel)
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
            task.RestList.AddRange(kept.Rests.Select(r => new Rest(r.Contact, Elapsed(r.Until))));
            task.OfferList.AddRange(kept.Offers.Select(o => Make(task, o)));
            task.PastOfferList.AddRange(kept.PastOffers.Select(o => Make(task, o)));
        }

        return task;
    }

    private Offer Make(TaskItem task, KeptOffer kept)
    {
        // Somebody who has left since stands in past offers by the contact alone.
        var at = TeamTime.FromWall(kept.At);
        var worker = _workers.GetValueOrDefault(kept.Contact) ?? new Worker(new WorkerSettings { Contact = kept.Contact }, 0, at);
        var offer = new Offer(kept.Number, task, worker, at, kept.UntilSaid ?? kept.Until, kept.Several)
        {
            Ends = Elapsed(kept.Until),
            End = kept.End,
            EndedAt = kept.EndedAt,
            Reason = kept.Reason,
            Because = kept.Because,
            WithOthers = kept.WithOthers,
        };
        _offers.Add(offer.Number, offer);
        return offer;
    }

    private TimeSpan Elapsed(DateTimeOffset wall) => _state.Time.ElapsedAt(wall);

    private TimeSpan? Elapsed(DateTimeOffset? wall) => _state.Time.ElapsedAt(wall);
}
