using PresenceOfMind.Dispatch.Teams;

namespace PresenceOfMind.Dispatch.Availability;

/// <summary>The team's day, for what is counted by day.</summary>
internal sealed class TeamDay : IDue
{
    public long Order => 0;

    /// <summary>When it began; null before the first.</summary>
    public DateTimeOffset? BeganAt { get; set; }

    /// <summary>When the next one begins; null where that is to be found out.</summary>
    public DateTimeOffset? NextDue { get; set; }
}
