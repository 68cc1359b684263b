using PresenceOfMind.Dispatch.Core.Calendars;
using PresenceOfMind.Dispatch.Core.Refusals;

namespace PresenceOfMind.Dispatch.Core.Configuration;

/// <summary>
/// Everything that is wrong with settings: each fault names the member by its path and says what it takes. Nothing wrong is an
/// empty list.
/// </summary>
public static class SettingsCheck
{
    /// <summary>The most workers of a team.</summary>
    public const int MaxWorkers = 100_000;

    /// <summary>The most queues, routes, calendars or channels of a team.</summary>
    public const int MaxParts = 1000;

    /// <summary>Checks a whole team.</summary>
    public static IReadOnlyList<Refusal> Check(TeamSettings team)
    {
        var faults = new SettingsFaults(team);
        faults.Require(team.Workers.Count <= MaxWorkers, "workers", $"A team has at most {MaxWorkers} workers.");
        RequireFew(team.Queues.Count, "queues", faults);
        RequireFew(team.Routes.Count, "routes", faults);
        RequireFew(team.Calendars.Count, "calendars", faults);
        RequireFew(team.Channels.Count, "channels", faults);
        if (faults.Found.Count > 0)
        {
            return faults.Found;
        }

        Each(team.Workers, "workers", faults, WorkerCheck.Check);
        Each(team.Queues, "queues", faults, QueueCheck.Check);
        Each(team.Routes, "routes", faults, RouteCheck.Check);
        Each(team.Calendars, "calendars", faults, CalendarCheck.Check);
        Each(team.Channels, "channels", faults, ChannelCheck.Check);
        RulesCheck.Check(team.Rules, faults, "rules");

        faults.RequireUnique(team.Workers.Select(w => SettingsForm.Normalize(w).Contact), "workers", "contact", "worker");
        faults.RequireUnique(team.Queues.Select(q => q.Name), "queues", "name", "queue");
        faults.RequireUnique(team.Routes.Select(r => r.Name), "routes", "name", "route");
        faults.RequireUnique(team.Calendars.Select(c => c.Name), "calendars", "name", "calendar");
        faults.RequireUnique(team.Channels.Select(c => c.Name), "channels", "name", "channel");
        OverflowCheck.Check(team.Queues, faults);
        return faults.Found;
    }

    /// <summary>Checks a worker that comes into a team.</summary>
    public static IReadOnlyList<Refusal> Check(WorkerSettings worker, TeamSettings team) => One(worker, team, WorkerCheck.Check);

    /// <summary>Checks a queue that comes into a team.</summary>
    public static IReadOnlyList<Refusal> Check(QueueSettings queue, TeamSettings team)
    {
        var after = team with { Queues = [.. SettingsForm.QueuesOf(team).Where(q => q.Name != queue.Name), queue] };
        var faults = new SettingsFaults(after);
        RequireFew(after.Queues.Count, "name", faults);
        QueueCheck.Check(queue, faults, "");
        if (faults.Found.Count == 0)
        {
            OverflowCheck.Check(queue, after.Queues, faults, "");
        }

        return faults.Found;
    }

    /// <summary>Checks a route that comes into a team.</summary>
    public static IReadOnlyList<Refusal> Check(RouteSettings route, TeamSettings team) => One(route, team, RouteCheck.Check);

    /// <summary>Checks a calendar that comes into a team.</summary>
    public static IReadOnlyList<Refusal> Check(CalendarSettings calendar, TeamSettings team) => One(calendar, team, CalendarCheck.Check);

    /// <summary>Checks a channel that comes into a team.</summary>
    public static IReadOnlyList<Refusal> Check(ChannelSettings channel, TeamSettings team) => One(channel, team, ChannelCheck.Check);

    /// <summary>Checks rules that come into a team.</summary>
    public static IReadOnlyList<Refusal> Check(TeamRules rules, TeamSettings team) => One(rules, team, RulesCheck.Check);

    private static IReadOnlyList<Refusal> One<T>(T part, TeamSettings team, Action<T, SettingsFaults, string> check)
    {
        var faults = new SettingsFaults(team);
        check(part, faults, "");
        return faults.Found;
    }

    private static void Each<T>(IReadOnlyList<T> parts, string list, SettingsFaults faults, Action<T, SettingsFaults, string> check)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            check(parts[i], faults, $"{list}[{i}]");
        }
    }

    private static void RequireFew(int count, string path, SettingsFaults faults) =>
        faults.Require(count <= MaxParts, path, $"A team has at most {MaxParts} of these.");
}
