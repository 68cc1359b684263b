using PresenceOfMind.App.Output;
using PresenceOfMind.Client;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.App.Commands.Pws;

/// <summary>Turns what a service says into what a user is told.</summary>
internal static class PwsCall
{
    /// <summary>Does something with a service.</summary>
    /// <param name="target">The service.</param>
    /// <param name="act">What to do.</param>
    /// <exception cref="UserException">The service refuses, or cannot be reached.</exception>
    public static async Task<int> RunAsync(PwsTarget target, Func<IPwsClient, Task> act)
    {
        try
        {
            var client = target.NewClient();
            using var closing = client as IDisposable;
            await act(client);
            return (int)ExitCode.Done;
        }
        catch (PwsException refused)
        {
            throw refused.Code == PwsErrorCode.LoginFailed ? PasswordRefused(target, refused) : Refused(refused);
        }
        catch (PwsRedirectException elsewhere)
        {
            throw new UserException(ExitCode.Refused, elsewhere.Message, elsewhere);
        }
        catch (PwsTransportException failed)
        {
            throw Unreachable(target, failed);
        }
    }

    /// <summary>Logs both users in, at the end user's home.</summary>
    /// <param name="client">Speaks to the service.</param>
    /// <param name="target">The application user.</param>
    /// <param name="user">The end user.</param>
    /// <param name="force">Whether to end the sessions that there are.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<PwsLogin> LogInAsync(
        IPwsClient client, PwsTarget target, string user, bool force, CancellationToken cancellationToken)
    {
        var app = await client.LogInAsync(target.AppUser, target.Password, force, cancellationToken);
        try
        {
            return new PwsLogin { App = app, User = await client.LogInEndUserAsync(app, user, force, cancellationToken) };
        }
        catch (PwsRedirectException elsewhere)
        {
            return await client.At(elsewhere.Home).LogInBothAsync(target.AppUser, target.Password, user, force, cancellationToken);
        }
        catch (PwsException refused)
        {
            throw refused.Code == PwsErrorCode.LoginFailed ? EndUserRefused(target, user, refused) : Refused(refused, user);
        }
    }

    /// <summary>A refusal in one line, with the service's code.</summary>
    /// <param name="refused">The refusal.</param>
    /// <param name="about">Whom it is about; null where that is plain.</param>
    public static UserException Refused(PwsException refused, string? about = null) =>
        new(ExitCode.Refused, $"{(about is null ? "" : about + ": ")}{refused.Message} (PWS error {(int)refused.Code})", refused);

    // Of the log-ins only that of an application user has a password. A wrong one, an unknown user and too many tries are told alike.
    private static UserException PasswordRefused(PwsTarget target, PwsException refused) => new(
        ExitCode.Refused,
        $"{target.Server.GetLeftPart(UriPartial.Authority)} refused the log-in of application user {target.AppUser}: check its name "
            + "(--app-user, POM_APP_USER or appuser.json) "
        + "and its password (--password-file, POM_PASSWORD or appuser.json); after many wrong passwords wait a minute. "
        + $"At a pom server, pom app-users add {target.AppUser} adds it, or sets its password. (PWS error {(int)refused.Code})",
        refused);

    private static UserException EndUserRefused(PwsTarget target, string user, PwsException refused) => new(
        ExitCode.Refused,
        $"{user}: {target.Server.GetLeftPart(UriPartial.Authority)} does not know this end user, or does not allow {target.AppUser} to "
            + "log it in: check the name (without a domain). "
        + $"At a pom server, pom people add {user} adds it. (PWS error {(int)refused.Code})",
        refused);

    private static UserException Unreachable(PwsTarget target, PwsTransportException failed)
    {
        var led = failed.Server.Authority == target.Server.Authority
            ? ""
            : $" {target.Server.Authority} redirects there, because it is the user's home node.";
        var message = failed.IsUntrusted
            ? target.Certificate is not null
                ? failed.Message + led
                : $"the certificate of {failed.Server.GetLeftPart(UriPartial.Authority)} is not trusted on this machine: give the "
                    + $"certificate with --certificate FILE (pom up prints the path of its own).{led}"
            : failed.RightScheme is { } right
            ? $"{failed.Server.GetLeftPart(UriPartial.Authority)} speaks {right.Scheme.ToUpperInvariant()} at this port: use --server "
                + $"{right.GetLeftPart(UriPartial.Authority)}.{led}"
            : led.Length > 0 ? failed.Message + led
            : $"{failed.Message} Check that the server runs, and give its address with --server.";
        return new UserException(ExitCode.Unreachable, message, failed);
    }
}
