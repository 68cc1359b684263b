using PresenceOfMind.Dispatch.Core.Calendars;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Refusals;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Core.Time;
using PresenceOfMind.Dispatch.Rules.Refusals;
using PresenceOfMind.Dispatch.Rules.Workers;

namespace PresenceOfMind.Dispatch.Rules.Configuration;

/// <summary>How a team is configured, whole or part by part. What is the same as before changes nothing.</summary>
internal static class ConfigureRules
{
    public static Decision Decide(TeamState state, ConfigureTeam command, TeamTime at)
    {
        if (SettingsCheck.Check(command.Settings) is [var first, ..])
        {
            return first;
        }

        var settings = SettingsForm.Normalize(command.Settings);
        var events = new List<TeamEvent>();
        events.AddRange(
            settings.Calendars.Where(c => !Same(state.Texts, state.Parts.Calendars.Find(c.Name)?.Settings, c)).Select(
                c => CreateEvent(c, at.Wall)));
        events.AddRange(
            settings.Channels.Where(c => !Same(state.Texts, state.Parts.Channels.Find(c.Name)?.Settings, c)).Select(
                c => new ChannelPut(c)));
        events.AddRange(settings.Queues.Where(q => !IsThere(state.Texts, state.Parts.Queues.Find(q.Name), q)).Select(q => new QueuePut(q)));
        events.AddRange(
            settings.Routes.Where(r => !Same(state.Texts, state.Parts.Routes.Find(r.Name)?.Settings, r)).Select(r => new RoutePut(r)));
        if (!Same(state.Texts, state.Parts.Rules, settings.Rules))
        {
            events.Add(new RulesPut(settings.Rules));
        }

        events.AddRange(settings.Workers.Where(w => !IsThere(state.Texts, state.Roster.Find(w.Contact), w)).Select(w => new WorkerPut(w)));
        return RemoveOthers(state, settings, command, events) is { } refusal ? refusal : new Decision(events);
    }

    public static Decision Decide(TeamState state, PutWorker command)
    {
        if (SettingsCheck.Check(command.Worker, state.SettingsWithoutWorkers) is [var first, ..])
        {
            return first;
        }

        var worker = SettingsForm.Normalize(command.Worker);
        var before = state.Roster.Find(worker.Contact);
        if (before is null && state.Roster.Count >= SettingsCheck.MaxWorkers)
        {
            return Refusal.Conflict("team-full", $"A team has at most {SettingsCheck.MaxWorkers} workers.");
        }

        return IsThere(state.Texts, before, worker) ? Decision.Nothing : new Decision([new WorkerPut(worker)]);
    }

    public static Decision Decide(TeamState state, RemoveWorker command)
    {
        return state.Roster.Find(command.Contact.Key) switch
        {
            null => TaskRefusals.NoWorker(command.Contact, "contact"),
            var worker => Remove(state, worker, command.Drain || worker.Draining, command.DropName, out var refusal) switch
            {
                null => refusal!,
                [] => Decision.Nothing,
                var events => new Decision(events),
            },
        };
    }

    public static Decision Decide(TeamState state, PutQueue command) =>
        SettingsCheck.Check(command.Queue, state.SettingsWithoutWorkers) is [var first, ..]
        ? first
        : IsThere(state.Texts, state.Parts.Queues.Find(command.Queue.Name), command.Queue)
            ? Decision.Nothing
            : new Decision([new QueuePut(command.Queue)]);

    public static Decision Decide(TeamState state, RemoveQueue command)
    {
        if (state.Parts.Queues.Find(command.Name) is not { } queue)
        {
            return Unknown("queue");
        }

        var settings = state.SettingsWithoutWorkers;
        if (settings.Queues.All(q => q.Name == queue.Name))
        {
            return Refusal.Conflict("last-queue", "A team needs at least one queue; add another one first.");
        }

        if (Dangling(settings with { Queues = [.. settings.Queues.Where(q => q.Name != queue.Name)] }, "queue", queue.Name.Value) is { } refusal)
        {
            return refusal;
        }

        return Remove(queue, command.Drain) switch
        {
            null => QueueBusy(queue),
            [] => Decision.Nothing,
            var events => new Decision(events),
        };
    }

    public static Decision Decide(TeamState state, PutRoute command) =>
        SettingsCheck.Check(command.Route, state.SettingsWithoutWorkers) is [var first, ..]
        ? first
        : Same(state.Texts, state.Parts.Routes.Find(command.Route.Name)?.Settings, command.Route)
            ? Decision.Nothing
            : new Decision([new RoutePut(command.Route)]);

    public static Decision Decide(TeamState state, RemoveRoute command)
    {
        if (state.Parts.Routes.Find(command.Name) is null)
        {
            return Unknown("route");
        }

        var settings = state.SettingsWithoutWorkers;
        return Dangling(
            settings with { Routes = [.. settings.Routes.Where(r => r.Name != command.Name)] },
            "route",
            command.Name.Value) is { } refusal
            ? refusal
            : new Decision([new RouteRemoved(command.Name)]);
    }

    public static Decision Decide(TeamState state, PutCalendar command, TeamTime at) =>
        SettingsCheck.Check(command.Calendar, state.SettingsWithoutWorkers) is [var first, ..]
        ? first
        : Same(state.Texts, state.Parts.Calendars.Find(command.Calendar.Name)?.Settings, command.Calendar)
            ? Decision.Nothing
            : new Decision([CreateEvent(command.Calendar, at.Wall)]);

    public static Decision Decide(TeamState state, RemoveCalendar command)
    {
        if (state.Parts.Calendars.Find(command.Name) is null)
        {
            return Unknown("calendar");
        }

        var settings = state.Settings;
        return Dangling(
            settings with { Calendars = [.. settings.Calendars.Where(c => c.Name != command.Name)] },
            "calendar",
            command.Name.Value) is { } refusal
            ? refusal
            : new Decision([new CalendarRemoved(command.Name)]);
    }

    public static Decision Decide(TeamState state, PutChannel command) =>
        SettingsCheck.Check(command.Channel, state.SettingsWithoutWorkers) is [var first, ..]
        ? first
        : Same(state.Texts, state.Parts.Channels.Find(command.Channel.Name)?.Settings, command.Channel)
            ? Decision.Nothing
            : new Decision([new ChannelPut(command.Channel)]);

    public static Decision Decide(TeamState state, RemoveChannel command) => state.Parts.Channels.Find(command.Name)?.Settings is null
        ? Unknown("channel")
        : new Decision([new ChannelRemoved(command.Name)]);

    public static Decision Decide(TeamState state, PutRules command) =>
        SettingsCheck.Check(command.Rules, state.SettingsWithoutWorkers) is [var first, ..]
        ? first
        : Same(state.Texts, state.Parts.Rules, command.Rules) ? Decision.Nothing : new Decision([new RulesPut(command.Rules)]);

    private static Refusal? RemoveOthers(TeamState state, TeamSettings settings, ConfigureTeam command, List<TeamEvent> events)
    {
        var drain = command.Drain;
        var workers = settings.Workers.Select(w => w.Contact).ToHashSet();
        foreach (var worker in state.Roster.All.Where(w => !workers.Contains(w.Contact)))
        {
            if (Remove(state, worker, drain || worker.Draining, command.DropName, out var refusal) is not { } removed)
            {
                return refusal;
            }

            events.AddRange(removed);
        }

        foreach (var route in state.Parts.Routes.All.Where(r => settings.Routes.All(s => s.Name != r.Settings.Name)))
        {
            events.Add(new RouteRemoved(route.Settings.Name));
        }

        foreach (var queue in state.Parts.Queues.All.Where(q => settings.Queues.All(s => s.Name != q.Name)))
        {
            if (Remove(queue, drain) is not { } removed)
            {
                return QueueBusy(queue);
            }

            events.AddRange(removed);
        }

        foreach (var calendar in state.Parts.Calendars.All.Where(c => settings.Calendars.All(s => s.Name != c.Name)))
        {
            events.Add(new CalendarRemoved(calendar.Name));
        }

        foreach (var channel in state.Parts.Channels.All.Where(c => c.Settings is not null && settings.Channels.All(s => s.Name != c.Name)))
        {
            events.Add(new ChannelRemoved(channel.Name));
        }

        return null;
    }

    private static IReadOnlyList<TeamEvent>? Remove(TeamState state, Worker worker, bool drain, bool dropName, out Refusal? refusal)
    {
        if (worker.HasLiveWork && !worker.Leaving && !drain)
        {
            refusal = WorkerBusy(worker);
            return null;
        }

        var named = WorkerNames.Remove(state, worker, dropName, out refusal);
        return refusal is not null ? null : worker switch
        {
            { HasLiveWork: false } => [.. named, new WorkerRemoved(worker.Contact)],
            { Leaving: true } => named,
            _ => [.. named, new WorkerLeaving(worker.Contact)],
        };
    }

    private static IReadOnlyList<TeamEvent>? Remove(TeamQueue queue, bool drain) => queue switch
    {
        { Live: 0 } => [new QueueRemoved(queue.Name)],
        { Leaving: true } => [],
        _ => drain ? [new QueueLeaving(queue.Name)] : null,
    };

    private static CalendarPut CreateEvent(CalendarSettings calendar, DateTimeOffset at)
    {
        var hours = Calendar.Create(calendar);
        return new CalendarPut(calendar, hours.IsOpen(at), hours.NextChange(at));
    }

    private static bool IsThere(IRequestTexts texts, Worker? worker, WorkerSettings settings) =>
        worker is { Leaving: false } && Same(texts, worker.Settings, settings);

    private static bool IsThere(IRequestTexts texts, TeamQueue? queue, QueueSettings settings) =>
        queue is { Leaving: false } && Same(texts, queue.Settings, settings);

    private static bool Same<T>(IRequestTexts texts, T? before, T after)
        where T : class =>
        ReferenceEquals(before, after) || (before is not null && texts.AreSame(before, after));

    /// <summary>Says that something is named elsewhere; null where it is not.</summary>
    private static Refusal? Dangling(TeamSettings without, string kind, string name) => SettingsCheck.Check(without) is [var first, ..]
        ? Refusal.Conflict($"{kind}-in-use", $"The {kind} {name} is named in the configuration: {first.Field}. Change that first.")
        : null;

    private static Refusal Unknown(string kind) =>
        new(RefusalKind.NotFound, $"{kind}-unknown", $"There is no such {kind}. GET the list for the names.");

    private static Refusal WorkerBusy(Worker worker) => Refusal.Conflict(
        "worker-busy",
        $"{worker.Contact} has open work ({worker.Tasks.Count} tasks, {worker.Offers.Count} offers). "
            + "Remove this worker with drain, or when the work is done.");

    private static Refusal QueueBusy(TeamQueue queue) => Refusal.Conflict(
        "queue-busy",
        $"Queue {queue.Name} has "
            + $"{(queue.Live == 1 ? "an open task. Drain the queue, or move the task" : $"{queue.Live} open tasks. Drain the queue, or move them")} first.");
}
