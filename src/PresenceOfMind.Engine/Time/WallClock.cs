namespace PresenceOfMind.Engine.Time;

/// <summary>
/// What the machine's clock says, for people: log lines, the validity of certificates, hours and dates. It may step in either
/// direction at any time. What has to run by elapsed time uses the host's <see cref="TimeProvider"/>, which is a <see cref="SteadyClock"/>.
/// </summary>
/// <param name="time">The machine's clock.</param>
public sealed class WallClock(TimeProvider time)
{
    private const int Tries = 10;
    private static readonly TimeSpan Exact = TimeSpan.FromMilliseconds(50);

    /// <summary>The machine's clock, with its timestamps (monotonic) and timers.</summary>
    public TimeProvider Time => time;

    /// <summary>What the machine's clock says now.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Reads the wall clock and the monotonic clock as of the same moment.</summary>
    public ClockReading Read()
    {
        // Between two reads the process may be stopped for any time, which would look like a step of the wall clock.
        var before = time.GetTimestamp();
        for (var tries = 0; ; tries++)
        {
            var wall = time.GetUtcNow();
            var after = time.GetTimestamp();
            if (time.GetElapsedTime(before, after) < Exact || tries == Tries)
            {
                return new ClockReading(wall, after);
            }

            before = after;
        }
    }
}
