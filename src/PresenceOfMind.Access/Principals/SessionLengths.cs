namespace PresenceOfMind.Access.Principals;

/// <summary>How long people stay signed in.</summary>
internal static class SessionLengths
{
    /// <summary>A session ends when no request came for so long: 8 hours.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(8);

    /// <summary>A session ends after so long in any case: 24 hours.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);
}
