using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PresenceOfMind.Engine.Polling;

namespace PresenceOfMind.Access.OpenId;

/// <summary>Confirms the sessions of the identity provider while they are in use.</summary>
/// <param name="confirmer">Asks the provider.</param>
/// <param name="time">The host's clock.</param>
/// <param name="logger">Logs failures.</param>
internal sealed class SessionConfirmationService(
    SessionConfirmer confirmer, TimeProvider time, ILogger<SessionConfirmationService> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        new DuePoller("Confirming sessions with the identity provider", SessionConfirmer.Every, time, logger)
            .RunAsync(confirmer.ConfirmUsedAsync, stoppingToken);
}
