using System.Diagnostics;
using PresenceOfMind.Dispatch.Core.Availability;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Strategies;

namespace PresenceOfMind.Dispatch.Core.Teams;

/// <summary>What events do to the configuration. Deadlines that run are kept.</summary>
internal static class ConfigureApply
{
    public static void Apply(TeamState state, in LogEntry entry)
    {
        var parts = state.Parts;
        switch (entry.Event)
        {
            case QueuePut e:
                Apply(state, e.Queue, entry.Position);
                break;
            case QueueLeaving e:
                parts.Queues.Find(e.Name)!.Leaving = true;
                break;
            case QueueRemoved e:
                parts.Queues.Remove(e.Name);
                state.Index.OrderQueues();
                state.Index.EvaluateAll();
                break;
            case RoutePut e:
                parts.Routes.Set(e.Route.Name, new TeamRoute(e.Route, parts.Routes.Find(e.Route.Name)?.Order ?? entry.Position));
                break;
            case RouteRemoved e:
                parts.Routes.Remove(e.Name);
                break;
            case CalendarPut e:
                var calendar = new TeamCalendar(e.Calendar, parts.Calendars.Find(e.Calendar.Name)?.Order ?? entry.Position)
                {
                    IsOpen = e.IsOpen,
                    NextWallDue = e.Next,
                    SaidAt = entry.At,
                };

                // The one that it replaces still lies among what falls due, and must not fall due any more.
                if (parts.Calendars.Find(calendar.Name) is { } replaced)
                {
                    replaced.NextWallDue = null;
                }

                parts.Calendars.Set(calendar.Name, calendar);
                state.Dues.ScheduleWall(calendar);
                PlaceAll(state);
                break;
            case CalendarOpenChanged e:
                Turn(state, parts.Calendars.Find(e.Name)!, e, entry.At);
                break;
            case CalendarRemoved e:
                parts.Calendars.Find(e.Name)!.NextWallDue = null;
                parts.Calendars.Remove(e.Name);
                PlaceAll(state);
                break;
            case ChannelPut e:
                Apply(state, parts.Channels.GetOrMake(e.Channel.Name), e.Channel);
                break;
            case ChannelRemoved e:
                Apply(state, parts.Channels.GetOrMake(e.Name), null);
                break;
            case RulesPut e:
                if (e.Rules.TimeZone != parts.Rules.TimeZone)
                {
                    state.Day.NextWallDue = null;
                }

                parts.Rules = e.Rules;
                PlaceAll(state);
                break;
            default:
                throw new UnreachableException($"No rule applies {entry.Event.GetType().Name}.");
        }
    }

    private static void Apply(TeamState state, QueueSettings settings, long position)
    {
        if (state.Parts.Queues.Find(settings.Name) is { } queue)
        {
            queue.Settings = settings;
            queue.Strategy = StrategyCatalog.Make(settings.Strategy);
            queue.Leaving = false;
        }
        else
        {
            state.Parts.Queues.Set(settings.Name, new TeamQueue(settings, position));
        }

        state.Index.OrderQueues();
        state.Index.EvaluateAll();
    }

    /// <summary>Makes a channel what its settings say; as usual where there are none.</summary>
    public static void Apply(TeamState state, TeamChannel channel, ChannelSettings? settings)
    {
        channel.Settings = settings;
        channel.IsExclusive = settings?.Exclusive ?? false;
        state.Index.SetStates(channel, settings is null ? Eligibility.UsualStates : Eligibility.Bits(settings.States));
        state.Index.EvaluateAll();
    }

    private static void Turn(TeamState state, TeamCalendar calendar, CalendarOpenChanged e, DateTimeOffset at)
    {
        (calendar.IsOpen, calendar.NextWallDue, calendar.SaidAt) = (e.IsOpen, e.Next, at);
        state.Dues.ScheduleWall(calendar);
        foreach (var worker in state.Roster.Each)
        {
            if (ReferenceEquals(worker.Calendar, calendar))
            {
                state.Lift(worker);
                state.Place(worker);
            }
        }
    }

    private static void PlaceAll(TeamState state)
    {
        foreach (var worker in state.Roster.Each)
        {
            state.Lift(worker);
            WorkerApply.ResolveCalendar(state, worker);
            state.Place(worker);
        }
    }
}
