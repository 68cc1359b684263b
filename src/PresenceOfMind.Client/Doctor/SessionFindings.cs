using PresenceOfMind.Protocol;

namespace PresenceOfMind.Client.Doctor;

/// <summary>What answers to log-ins mean.</summary>
internal static class SessionFindings
{
    internal static Finding LoggedIn(AppSession session, Uri asked)
    {
        var elsewhere = session.Server.Authority == asked.Authority
            ? ""
            : $" at {session.Server.Authority}, to which {asked.Authority} sent it";
        return new(
            DoctorCheck.LogIn,
            Severity.Fine,
            $"{session.User} is logged in{elsewhere}.{(session.BackupServer is { } backup ? $" The backup is {backup}." : "")}");
    }

    internal static Finding LoggedIn(EndUserSession session) =>
        new(DoctorCheck.EndUser, Severity.Fine, $"{session.User} exists and is logged in.");

    internal static Finding AppUserRefused(string user, PwsException refused) => refused.Code switch
    {
        PwsErrorCode.LoginFailed => Wrong(
            DoctorCheck.LogIn,
            refused,
            $"{user} may not log in with this password.",
            "Name and password must be those of an application user, not of an end user or an administrator; after many wrong passwords "
                + "the right one is refused for a while too.",
            "Set the password again on the node, and wait a minute before the next attempt."),
        _ => Other(DoctorCheck.LogIn, refused, $"{user} could not log in."),
    };

    internal static Finding EndUserRefused(string user, PwsException refused) => refused.Code switch
    {
        PwsErrorCode.LoginFailed => Wrong(
            DoctorCheck.EndUser,
            refused,
            $"{user} cannot be logged in.",
            "There is no such end user on the node, or it has no right to IM and Presence.",
            "Give the user name as the node has it, without a domain, and assign it to the node."),
        PwsErrorCode.AlreadyLoggedIn => Wrong(
            DoctorCheck.EndUser,
            refused,
            $"{user} is logged in by another application.",
            "An end user belongs to one application at a time.",
            "Give this application an end user of its own; logging in with force would end what the other application holds."),
        _ => Other(DoctorCheck.EndUser, refused, $"{user} could not be logged in."),
    };

    internal static Finding Home(EndUserSession session, Uri asked) => session.Server.Authority == asked.Authority
        ? new(DoctorCheck.Home, Severity.Fine, $"{asked.Authority} is the home node of {session.User}.")
        : new(
            DoctorCheck.Home,
            Severity.Doubtful,
            $"{asked.Authority} is not the home node of {session.User}: it redirects to "
                + $"{session.Server.GetLeftPart(UriPartial.Authority)}.",
            "It answers the log-in with a redirect (307), which a program must follow itself. Sessions belong to one node, so the "
                + "application user's session is worth nothing at the home node.",
            $"Give {session.Server.GetLeftPart(UriPartial.Authority)} as the server, "
                + $"or log in the application user there too, then {session.User}.");

    internal static Finding HomeFailed(string user, Uri asked, Uri home, PwsTransportException failed) => new(
        DoctorCheck.EndUser,
        Severity.Wrong,
        $"{user} is at home at {home.GetLeftPart(UriPartial.Authority)}, to which {asked.Authority} redirects, "
            + "but the log-in there failed.",
        failed.Message,
        "Let this machine reach the home node, and trust its certificate too: that of the node, or that of its issuer.");

    internal static Finding Circle(string user, PwsRedirectException elsewhere) => new(
        DoctorCheck.EndUser,
        Severity.Wrong,
        $"The nodes redirect {user} from one to the next, at last to {elsewhere.Home}.",
        "None of them is the end user's home node.",
        "Assign the end user to a node, and give that node as the server.");

    /// <summary>A server at its limit, or any other refusal.</summary>
    internal static Finding Other(DoctorCheck check, PwsException refused, string found) => refused.Code switch
    {
        PwsErrorCode.CpuLimitReached or PwsErrorCode.TooManyRequests => Wrong(
            check,
            refused,
            $"The server is busy: {found}",
            "At 80 % CPU and above a node refuses requests and holds all notifications back.",
            "Wait until its load falls, send fewer requests, and check what else runs on the node."),
        _ => Wrong(check, refused, found, refused.Message, refused.Error.Fix),
    };

    internal static Finding Failed(DoctorCheck check, PwsTransportException failed) => new(
        check,
        failed.HttpStatus is null ? Severity.Unreachable : Severity.Wrong,
        failed.Message,
        failed.HttpStatus is null
            ? "The server took the connection and did not answer as it should."
            : "The program that answers there is not a Presence Web Service.",
        $"Check address, scheme and port: PWS listens at {PwsFacts.HttpPort} for http and at {PwsFacts.HttpsPort} for https.");

    private static Finding Wrong(DoctorCheck check, PwsException refused, string found, string meaning, string remedy) =>
        new(check, Severity.Wrong, $"{found} (PWS error {(int)refused.Code})", meaning, remedy);
}
