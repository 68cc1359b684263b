using System.Security.Authentication;
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
    public static async Task<int> RunAsync(PwsTarget target, Func<PwsClient, Task> act)
    {
        try
        {
            using var client = target.NewClient();
            await act(client);
            return (int)ExitCode.Done;
        }
        catch (PwsException refused)
        {
            throw Refused(refused);
        }
        catch (PwsTransportException failed)
        {
            throw Unreachable(target, failed);
        }
    }

    /// <summary>A refusal in one line, with the service's code.</summary>
    /// <param name="refused">The refusal.</param>
    /// <param name="about">Whom it is about; null where that is plain.</param>
    public static UserException Refused(PwsException refused, string? about = null) =>
        new(ExitCode.Refused, $"{(about is null ? "" : about + ": ")}{refused.Message} (PWS error {(int)refused.Code})", refused);

    private static UserException Unreachable(PwsTarget target, PwsTransportException failed)
    {
        var isTrust = Causes(failed).Any(cause => cause is AuthenticationException);
        var message = isTrust
            ? $"the certificate of {target.Server} is not trusted here: give it with --certificate FILE (pom up prints where its own is)."
            : $"{failed.Message} Is the server up? Say where it is with --server.";
        return new UserException(ExitCode.Unreachable, message, failed);
    }

    private static IEnumerable<Exception> Causes(Exception error)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }
}
