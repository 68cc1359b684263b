using PresenceOfMind.App.Output;
using PresenceOfMind.Client;
using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Retries;

namespace PresenceOfMind.App.Commands.Pws;

/// <summary>
/// The first log-in of a command that goes on: what only time mends is said and tried again, and what only the user mends, a
/// wrong password for example, ends the command.
/// </summary>
internal static class FirstLogIn
{
    private const int ServerFaults = 500;

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>Logs in as soon as the server lets it.</summary>
    /// <param name="client">Speaks to the server.</param>
    /// <param name="target">The server, and the application user.</param>
    /// <param name="user">The end user.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UserException">The server refuses for good.</exception>
    public static async Task RunAsync(IPwsClient client, PwsTarget target, string user, CancellationToken cancellationToken)
    {
        string? said = null;
        var backoff = new Backoff(FirstWait, LongestWait);
        while (true)
        {
            try
            {
                await PwsCall.LogInAsync(client, target, user, force: false, cancellationToken);
                break;
            }
            catch (Exception e) when (IsTemporary(e))
            {
                if (said != e.Message)
                {
                    said = e.Message;
                    Terminal.Complain($"{said} pom retries until the server answers; Ctrl+C stops it.");
                }

                await Task.Delay(backoff.Next(), cancellationToken);
            }
        }

        if (said is not null)
        {
            Terminal.Complain("the server answers now.");
        }
    }

    // PWS: below 200 the client is at fault. What is no such service at all does not become one.
    private static bool IsTemporary(Exception e) => e switch
    {
        PwsTransportException failed => !failed.IsUntrusted && failed.RightScheme is null && (failed.HttpStatus is null or >= ServerFaults),
        PwsException refused => refused.Code >= PwsErrorCode.ServerError,
        UserException { InnerException: PwsException inner } => IsTemporary(inner),
        _ => false,
    };
}
