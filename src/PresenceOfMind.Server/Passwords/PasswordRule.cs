using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Rest;

namespace PresenceOfMind.Server.Passwords;

/// <summary>The rule for passwords of application users: what a log-in can carry.</summary>
internal static class PasswordRule
{
    /// <summary>What another is refused with, behind the name of where it stands.</summary>
    public const string Refusal = "has white space around it, or characters that XML cannot contain, so no log-in could use it.";

    /// <summary>Whether it arrives as it was sent: white space around a text does not count in XML (PWS).</summary>
    public static bool IsKept(string password)
    {
        try
        {
            return RestRequests.ReadLoginPassword(RestRequests.WriteLogin(password)) == password;
        }
        catch (Exception e) when (e is ArgumentException or PwsException)
        {
            return false;
        }
    }
}
