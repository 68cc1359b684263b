namespace PresenceOfMind.Access.Principals;

/// <summary>Why a session ended without the person's signing out.</summary>
public enum SessionEnd
{
    /// <summary>For a reason that is not known any more, such as a change before a restart of the program.</summary>
    Other = 0,

    /// <summary>No request came for <see cref="SessionLengths.Idle"/>.</summary>
    Idle = 1,

    /// <summary><see cref="SessionLengths.Longest"/> passed since the sign-in.</summary>
    Longest = 2,

    /// <summary>The account got another password.</summary>
    Password = 3,

    /// <summary>The account got a role, or lost one.</summary>
    Roles = 4,

    /// <summary>The account was removed.</summary>
    Removed = 5,

    /// <summary>The person ended the other sessions.</summary>
    Elsewhere = 6,

    /// <summary>The account got a passkey, or lost one.</summary>
    Passkeys = 7,
}
