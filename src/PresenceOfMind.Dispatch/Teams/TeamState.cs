using PresenceOfMind.Dispatch.Strategies;
using PresenceOfMind.Dispatch.Tasks;
using PresenceOfMind.Dispatch.Workers;

namespace PresenceOfMind.Dispatch.Teams;

/// <summary>What a team's log amounts to. Only <see cref="Team.Apply"/> changes it.</summary>
internal sealed class TeamState
{
    /// <summary>The position of the last event; 0 before the first.</summary>
    public long Position { get; set; }

    /// <summary>The time of the last event.</summary>
    public DateTimeOffset At { get; set; } = DateTimeOffset.UnixEpoch;

    public Roster Roster { get; } = new();

    public TaskBook Tasks { get; } = new();

    public AnswerBook Answers { get; } = new();

    public long ConfigurationVersion { get; set; }

    public IStrategy Strategy { get; set; } = new LongestIdle();

    /// <summary>How long a presence must have held before its person gets work.</summary>
    public TimeSpan Settle { get; set; }

    /// <summary>The number of the source that reports; 0 before the first.</summary>
    public long SourceEpoch { get; set; }

    /// <summary>The number of that source's last report.</summary>
    public long SourceSequence { get; set; }

    /// <summary>Only a fetch that began after this confirms presence.</summary>
    public DateTimeOffset UnconfirmedSince { get; set; } = DateTimeOffset.UnixEpoch;

    /// <summary>What made presence unconfirmed last, in words.</summary>
    public string UnconfirmedBecause { get; set; } = "no source of presence has reported yet";

    /// <summary>When something falls due by itself; null for never.</summary>
    public DateTimeOffset? NextDue => Roster.NextToSettle?.SettlesAt;
}
