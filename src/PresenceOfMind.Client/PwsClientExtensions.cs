namespace PresenceOfMind.Client;

/// <summary>What takes more than one operation.</summary>
public static class PwsClientExtensions
{
    private const int MaxNodes = 3;

    /// <summary>
    /// Logs in an application user and then an end user, both at the end user's home: where the node of the application user's
    /// session redirects the end user, the application user logs in there too. Source: PWS.
    /// </summary>
    /// <param name="client">Where to begin.</param>
    /// <param name="appUser">The application user's name.</param>
    /// <param name="password">The application user's password.</param>
    /// <param name="endUser">The end user's name, without a domain.</param>
    /// <param name="force">Whether to end the sessions that there are.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="PwsRedirectException">The nodes send each other's users in a circle.</exception>
    /// <inheritdoc cref="IPwsClient" path="/remarks"/>
    public static async Task<PwsLogin> LogInBothAsync(
        this IPwsClient client,
        string appUser,
        string password,
        string endUser,
        bool force = false,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        var at = client;
        for (var nodes = 1; ; nodes++)
        {
            var app = await at.LogInAsync(appUser, password, force, cancellationToken).ConfigureAwait(false);
            try
            {
                return new PwsLogin
                {
                    App = app,
                    User = await at.LogInEndUserAsync(app, endUser, force, cancellationToken).ConfigureAwait(false),
                };
            }
            catch (PwsRedirectException elsewhere) when (nodes < MaxNodes)
            {
                at = client.At(elsewhere.Home);
            }
        }
    }
}
