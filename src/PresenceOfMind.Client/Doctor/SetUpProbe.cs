using PresenceOfMind.Protocol;

namespace PresenceOfMind.Client.Doctor;

/// <summary>
/// Asks whether what an application made is still there, by requests that a service can only refuse: nothing changes, no
/// latch opens, no life is prolonged. Source: PWS, codes 101, 132, 133 and 144.
/// </summary>
/// <remarks>Each throws as <see cref="IPwsClient"/> does where the answer tells neither.</remarks>
internal static class SetUpProbe
{
    private const int NoEndpoint = int.MaxValue;
    private const string NoContact = "nobody@invalid.invalid";

    /// <summary>Whether an application user's session lives.</summary>
    /// <param name="client">Speaks to the service.</param>
    /// <param name="session">The session.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static Task<bool> IsAliveAsync(IPwsClient client, AppSession session, CancellationToken cancellationToken = default) =>
        ProbeAsync(
            client.UnregisterEndpointAsync(session, NoEndpoint, cancellationToken),
            PwsErrorCode.EndpointUnknown,
            PwsErrorCode.SessionKeyInvalid);

    /// <summary>Whether an end user's session lives.</summary>
    /// <param name="client">Speaks to the service.</param>
    /// <param name="session">The session.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static Task<bool> IsAliveAsync(IPwsClient client, EndUserSession session, CancellationToken cancellationToken = default) =>
        ProbeAsync(
            client.UnsubscribeAsync(session, NoEndpoint, cancellationToken),
            PwsErrorCode.SubscriptionUnknown,
            PwsErrorCode.SessionKeyInvalid);

    /// <summary>Whether a subscription lives, and with it the endpoint that it names.</summary>
    /// <param name="client">Speaks to the service.</param>
    /// <param name="session">The end user's session.</param>
    /// <param name="subscription">The subscription's id.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static Task<bool> IsAliveAsync(
        IPwsClient client, EndUserSession session, int subscription, CancellationToken cancellationToken = default) =>
        ProbeAsync(
            client.RemoveContactsAsync(session, subscription, [NoContact], cancellationToken),
            PwsErrorCode.ContactNotSubscribed,
            PwsErrorCode.SubscriptionUnknown,
            PwsErrorCode.SubscriptionNotYours,
            PwsErrorCode.SessionKeyInvalid);

    private static async Task<bool> ProbeAsync(Task refused, PwsErrorCode alive, params PwsErrorCode[] dead)
    {
        try
        {
            await refused.ConfigureAwait(false);
            return true;
        }
        catch (PwsException e) when (e.Code == alive || dead.Contains(e.Code))
        {
            return e.Code == alive;
        }
    }
}
