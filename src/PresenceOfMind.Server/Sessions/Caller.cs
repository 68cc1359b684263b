using PresenceOfMind.Protocol;

namespace PresenceOfMind.Server.Sessions;

/// <summary>Whose live session a request came with.</summary>
/// <param name="Node">The node that it reached, where the session is.</param>
/// <param name="User">The user's name in small letters.</param>
/// <param name="Key">The session's key.</param>
/// <param name="IsApplicationUser">Whether it is an application user, and not an end user.</param>
internal sealed record Caller(string Node, string User, string Key, bool IsApplicationUser)
{
    /// <inheritdoc/>
    public override string ToString() => $"{User} at {Node}";

    /// <summary>Refuses end users.</summary>
    /// <exception cref="PwsException">141.</exception>
    public Caller MustBeApplicationUser() => IsApplicationUser ? this : throw new PwsException(PwsErrorCode.AppUserRequired);

    /// <summary>Refuses application users.</summary>
    /// <exception cref="PwsException">140.</exception>
    public Caller MustBeEndUser() => IsApplicationUser ? throw new PwsException(PwsErrorCode.EndUserRequired) : this;

    /// <summary>Refuses everybody but the user of the path.</summary>
    /// <param name="user">The user of the path.</param>
    /// <param name="otherwise">The code that the others get.</param>
    /// <exception cref="PwsException">That code.</exception>
    public Caller MustBe(string user, PwsErrorCode otherwise = PwsErrorCode.SessionKeyInvalid) =>
        string.Equals(User, user, StringComparison.OrdinalIgnoreCase)
            ? this
            : throw new PwsException(otherwise, $"The session key is not that of {user}.");
}
