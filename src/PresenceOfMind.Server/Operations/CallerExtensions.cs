using PresenceOfMind.Protocol;
using PresenceOfMind.Server.Sessions;

namespace PresenceOfMind.Server.Operations;

/// <summary>Who may call an operation.</summary>
internal static class CallerExtensions
{
    /// <summary>Refuses end users.</summary>
    /// <exception cref="PwsException">141.</exception>
    public static Caller MustBeApplicationUser(this Caller caller) =>
        caller.IsApplicationUser ? caller : throw new PwsException(PwsErrorCode.AppUserRequired);

    /// <summary>Refuses application users.</summary>
    /// <exception cref="PwsException">140.</exception>
    public static Caller MustBeEndUser(this Caller caller) =>
        caller.IsApplicationUser ? throw new PwsException(PwsErrorCode.EndUserRequired) : caller;

    /// <summary>Refuses everybody but the user of the path.</summary>
    /// <param name="caller">Who calls.</param>
    /// <param name="user">The user of the path.</param>
    /// <param name="otherwise">The code that the others get.</param>
    /// <exception cref="PwsException">That code.</exception>
    public static Caller MustBe(this Caller caller, string user, PwsErrorCode otherwise = PwsErrorCode.SessionKeyInvalid) =>
        string.Equals(caller.User, user, StringComparison.OrdinalIgnoreCase)
            ? caller
            : throw new PwsException(otherwise, $"The session key is not that of {user}.");
}
