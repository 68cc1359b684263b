namespace PresenceOfMind.Dispatch.Core.Time;

/// <summary>A moment by both clocks of a team.</summary>
/// <param name="Elapsed">
/// The team's own time: it never goes backwards, whatever happens to the machine's clock. Relative waits compare it. Only differences
/// mean anything; a new team begins with what the wall clock says.
/// </param>
/// <param name="Wall">What the machine's clock said, for people, statistics and absolute times. It may step.</param>
public readonly record struct TeamTime(TimeSpan Elapsed, DateTimeOffset Wall)
{
    /// <summary>
    /// How far the wall clock may go back without that calendars look at it anew: corrections of a clock that is kept right are smaller.
    /// </summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);

    /// <summary>A moment of a log with one time: both clocks were the same then, and never went backwards.</summary>
    public static TeamTime FromWall(DateTimeOffset wall) => new(wall - DateTimeOffset.UnixEpoch, wall);

    /// <summary>What the team's own time is when the wall clock, as it is set at this moment, says something.</summary>
    public TimeSpan ElapsedAt(DateTimeOffset wall) => Elapsed + (wall - Wall);

    /// <inheritdoc cref="ElapsedAt(DateTimeOffset)"/>
    public TimeSpan? ElapsedAt(DateTimeOffset? wall) => wall is { } at ? ElapsedAt(at) : null;

    /// <summary>What the wall clock, as it is set at this moment, says at a moment of the team's own time.</summary>
    public DateTimeOffset WallAt(TimeSpan elapsed) => Wall + (elapsed - Elapsed);

    /// <inheritdoc cref="WallAt(TimeSpan)"/>
    public DateTimeOffset? WallAt(TimeSpan? elapsed) => elapsed is { } at ? WallAt(at) : null;

    /// <summary>In whole milliseconds, as a log keeps it, and not before an earlier moment of the team's own time.</summary>
    /// <param name="earlier">The last moment of the log.</param>
    public TeamTime InLog(TeamTime earlier)
    {
        var elapsed = TimeSpan.FromMilliseconds(Elapsed.Ticks / TimeSpan.TicksPerMillisecond);
        return new TeamTime(
            elapsed < earlier.Elapsed ? earlier.Elapsed : elapsed,
            DateTimeOffset.FromUnixTimeMilliseconds(Wall.ToUnixTimeMilliseconds()));
    }
}
