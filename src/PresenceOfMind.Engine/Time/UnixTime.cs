namespace PresenceOfMind.Engine.Time;

/// <summary>Times as rows keep them: Unix milliseconds.</summary>
public static class UnixTime
{
    /// <summary>A time as a row keeps it.</summary>
    public static long ToMilliseconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    /// <summary>A time as a row keeps it; null for none.</summary>
    public static long? ToMilliseconds(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds();

    /// <summary>A time from what a row keeps.</summary>
    public static DateTimeOffset From(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
