namespace PresenceOfMind.Server.Passwords;

/// <summary>The priority of log-ins that wait for their password check.</summary>
internal enum VerificationPriority
{
    /// <summary>A user from an address that it logged in from within a day, without a failure since.</summary>
    Trusted,

    /// <summary>A name that exists and that has not failed within a minute from this address.</summary>
    Known,

    /// <summary>Made-up names, and names that have failed.</summary>
    Stranger,
}
