using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Storage.Snapshots.Content;

namespace PresenceOfMind.Dispatch.Storage.Snapshots;

/// <summary>
/// Makes states of what snapshots hold: the parts first, then tasks and workers with what they have, then tasks in their lines.
/// </summary>
internal sealed class SnapshotRestore
{
    private readonly SnapshotContent _content;
    private readonly TeamState _state = TeamSnapshot.Empty();
    private readonly Dictionary<TaskId, TaskItem> _tasks = [];
    private readonly Dictionary<long, Offer> _offers = [];

    private SnapshotRestore(SnapshotContent content) => _content = content;

    /// <summary>The state.</summary>
    /// <param name="content">What the snapshot holds; its parts become the state's own.</param>
    public static TeamState ToState(SnapshotContent content)
    {
        var restore = new SnapshotRestore(content);
        restore.RestoreTeam();
        restore.RestoreParts();
        restore.RestorePeopleAndTasks();
        return restore._state;
    }

    private void RestoreTeam()
    {
        _state.Position = _content.Position;
        _state.Time = _content.Time;
        _state.ConfigurationVersion = _content.ConfigurationVersion;
        _state.SourceEpoch = _content.SourceEpoch;
        _state.SourceSequence = _content.SourceSequence;
        _state.UnconfirmedSince = _content.UnconfirmedSince;
        (_state.UnconfirmedCause, _state.UnconfirmedReason) = (_content.UnconfirmedCause, _content.UnconfirmedReason);
        _state.Roster.Confirmation = _content.Confirmation;
        (_state.Day.BeganAt, _state.Day.NextWallDue) = (_content.DayBeganAt, _content.DayEndsAt);
        _state.Dues.ScheduleWall(_state.Day);
        _state.Parts.Rules = _content.Rules;
        foreach (var answer in _content.Answers)
        {
            _state.Answers.Remember(answer.Key, new RememberedAnswer(answer.Fingerprint, answer.Task), answer.At);
        }
    }

    private void RestoreParts()
    {
        var parts = _state.Parts;
        foreach (var calendar in _content.Calendars)
        {
            parts.Calendars.Set(calendar.Name, calendar);
            _state.Dues.ScheduleWall(calendar);
        }

        foreach (var channel in _content.Channels)
        {
            ConfigureApply.Apply(_state, parts.Channels.GetOrMake(channel.Name), channel.Settings);
        }

        foreach (var queue in _content.Queues)
        {
            parts.Queues.Set(queue.Name, queue);
        }

        foreach (var route in _content.Routes)
        {
            parts.Routes.Set(route.Settings.Name, route);
        }

        _state.Index.OrderQueues();
    }

    private void RestorePeopleAndTasks()
    {
        var workers = _content.Workers.ToDictionary(w => w.Worker.Contact, w => w.Worker);
        foreach (var task in _content.Tasks)
        {
            _tasks.Add(task.Id, task);
            task.Channel = _state.Parts.Channels.GetOrMake(task.Spec.Channel);
            task.Queue = _state.Parts.Queues.Find(task.Need.Queue) ?? new TeamQueue(new QueueSettings { Name = task.Need.Queue }, 0);
            foreach (var offer in task.Offers.Concat(task.PastOffers))
            {
                // Somebody who has left since stands in past offers by the contact alone.
                (offer.Task, offer.Worker) = (task, workers.GetValueOrDefault(offer.Contact) ?? Worker.Nobody);
                _offers.Add(offer.Number, offer);
            }
        }

        foreach (var worker in _content.Workers)
        {
            Place(worker);
        }

        foreach (var task in _tasks.Values)
        {
            _state.Tasks.Restore(task);
        }

        _state.Tasks.RestoreEnded(_content.LastEnded.Select(id => _tasks[id]));

        // Whether these are to be looked at is not kept: looking once more changes nothing.
        _state.Agenda.MayHaveNobody = true;
    }

    private void Place(SnapshotWorker kept)
    {
        var worker = kept.Worker;
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
}
