using PresenceOfMind.Dispatch.Core.Conditions;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Matching;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Time;

namespace PresenceOfMind.Dispatch.Core.Teams;

/// <summary>
/// What a team's log amounts to. Only <see cref="Team"/> changes it, by events; whoever decides sees what is public here, and cannot.
/// </summary>
public sealed class TeamState
{
    internal TeamState(IAttributes attributes, IRequestTexts texts)
    {
        (Parts, Texts) = (new TeamParts(attributes), texts);
        Index = new MatchIndex(Parts, Roster, Agenda);
        Tasks = new TaskRegistry(Index, Agenda, Dues);
    }

    /// <summary>The position of the last event; 0 before the first.</summary>
    public long Position { get; internal set; }

    /// <summary>The time of the last event.</summary>
    public TeamTime Time { get; internal set; } = TeamTime.FromWall(DateTimeOffset.UnixEpoch);

    /// <summary>What the wall clock said at the last event.</summary>
    public DateTimeOffset At => Time.Wall;

    public Roster Roster { get; } = new();

    public TeamParts Parts { get; }

    public TeamDay Day { get; } = new();

    public TaskRegistry Tasks { get; }

    public IdempotencyStore Answers { get; } = new();

    /// <summary>The position of the last event that changed the configuration; 0 before the first.</summary>
    public long ConfigurationVersion { get; internal set; }

    /// <summary>The number of the source that reports; 0 before the first.</summary>
    public long SourceEpoch { get; internal set; }

    /// <summary>The number of that source's last report.</summary>
    public long SourceSequence { get; internal set; }

    /// <summary>Only a fetch that began after this, by the team's own time, confirms presence.</summary>
    public TimeSpan UnconfirmedSince { get; internal set; }

    /// <summary>What made presence unconfirmed last; null where an early release kept it in words.</summary>
    public UnconfirmedCause? UnconfirmedCause { get; internal set; } = Events.UnconfirmedCause.NoSource;

    /// <summary>What the source said that was lost, or the words of an early release.</summary>
    public string? UnconfirmedReason { get; internal set; }

    /// <summary>What follows from all this for decisions.</summary>
    public MatchIndex Index { get; }

    public DueQueue Dues { get; } = new();

    /// <summary>What the rules still have to look at.</summary>
    public Agenda Agenda { get; } = new();

    /// <summary>The texts of requests.</summary>
    public IRequestTexts Texts { get; }

    /// <summary>When something falls due by itself, by the wall clock as it was set at the last event; null for never.</summary>
    public DateTimeOffset? NextDue => Time.Wall + Dues.Wait(Time);

    /// <summary>The whole configuration, as it is kept.</summary>
    public TeamSettings Settings =>
        SettingsWithoutWorkers with { Workers = [.. Roster.All.Where(w => !w.Leaving).Select(w => w.Settings)] };

    /// <summary>The configuration but for the workers.</summary>
    public TeamSettings SettingsWithoutWorkers => new()
    {
        Queues = [.. Parts.Queues.All.Where(q => !q.Leaving).Select(q => q.Settings)],
        Routes = [.. Parts.Routes.All.Select(r => r.Settings)],
        Calendars = [.. Parts.Calendars.All.Select(c => c.Settings)],
        Channels = [.. Parts.Channels.All.Select(c => c.Settings).OfType<ChannelSettings>()],
        Rules = Parts.Rules,
    };

    /// <summary>Takes a worker out of the orders, to be changed.</summary>
    internal void Lift(Worker worker) => Index.Lift(worker);

    /// <summary>Puts a worker where it belongs after a change.</summary>
    internal void Place(Worker worker)
    {
        Index.Place(worker);
        if (worker.Schedule(Roster.IsConfirmed(worker)))
        {
            Dues.Schedule(worker);
        }

        if (worker.ScheduleWall())
        {
            Dues.ScheduleWall(worker);
        }
    }
}
