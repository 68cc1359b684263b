namespace PresenceOfMind.Server.Passwords;

/// <summary>Who goes first when more log-ins wait than passwords can be looked at.</summary>
internal enum VerificationPriority
{
    /// <summary>A user from an address that it logged in from within a day, without a failure since.</summary>
    Trusted,

    /// <summary>A name that somebody has and that has not failed within a minute from this address.</summary>
    Known,

    /// <summary>Made-up names, and names that have failed.</summary>
    Stranger,
}
