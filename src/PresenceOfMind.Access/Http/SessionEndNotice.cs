using PresenceOfMind.Access.Principals;

namespace PresenceOfMind.Access.Http;

/// <summary>Why somebody has to sign in again. The address of the sign-in page holds a code, and the page these words.</summary>
public static class SessionEndNotice
{
    /// <summary>The parameter of the address.</summary>
    public const string Parameter = "ended";

    private static readonly (SessionEnd End, string Code, string Text)[] Notices =
    [
        (SessionEnd.Idle, "idle", "You were signed out because you did not use the page for 8 hours."),
        (SessionEnd.Longest, "day", "You were signed out because 24 hours have passed since you signed in."),
        (SessionEnd.Password, "password", "You were signed out because your account has another password. Sign in with the new one."),
        (SessionEnd.Roles, "roles", "You were signed out because your roles were changed. Sign in again to go on with the new ones."),
        (SessionEnd.Removed, "removed", "You were signed out because your account was removed. Ask an administrator if you need another."),
        (SessionEnd.Elsewhere, "elsewhere", "You were signed out because your account ended its other sessions."),
        (SessionEnd.Passkeys, "passkeys", "You were signed out because a passkey was added to your account, or removed from it."),
        (SessionEnd.Other, "other", "Your session has ended. Sign in again to go on."),
    ];

    /// <summary>The words for a code; null where it is none.</summary>
    /// <param name="code">What the address says.</param>
    public static string? Find(string? code) => Notices.FirstOrDefault(n => n.Code == code).Text;

    /// <summary>The code of a reason.</summary>
    /// <param name="end">The reason.</param>
    internal static string ToCode(SessionEnd end) => Notices.First(n => n.End == end).Code;
}
