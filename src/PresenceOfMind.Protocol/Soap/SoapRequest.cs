using PresenceOfMind.Protocol.Pidf;
using PresenceOfMind.Protocol.Rest;

namespace PresenceOfMind.Protocol.Soap;

/// <summary>
/// What the body of a SOAP request says, as it was read: a null is an element that is absent, and ids and expiries that are
/// to be in a range are not checked yet. Source: PWS.
/// </summary>
internal abstract record SoapRequest
{
    private protected SoapRequest(SoapOperation operation) => Operation = operation;

    /// <summary>The operation that is asked for.</summary>
    public SoapOperation Operation { get; }
}

/// <summary>A login: of an application user with a password, of an end user with an application user's session key.</summary>
/// <param name="Force">Whether to end the user's session of before; false where absent.</param>
/// <param name="Username">The user, without a domain.</param>
/// <param name="Password">The application user's password.</param>
/// <param name="AppSessionId">The application user's session key.</param>
internal sealed record SoapLogin(bool Force, string? Username, string? Password, string? AppSessionId) : SoapRequest(SoapOperation.Login)
{
    /// <inheritdoc/>
    public override string ToString() => $"{nameof(SoapLogin)} {{ {nameof(Username)} = {Username}, {nameof(Force)} = {Force} }}";
}

/// <summary>A logout.</summary>
internal sealed record SoapLogout() : SoapRequest(SoapOperation.Logout);

/// <summary>A question for the presence of contacts.</summary>
/// <param name="Contacts">The contacts' URIs.</param>
/// <param name="Type">Basic or rich.</param>
internal sealed record SoapGetPolledPresence(IReadOnlyList<string>? Contacts, SoapPresenceType Type)
    : SoapRequest(SoapOperation.GetPolledPresence);

/// <summary>A question for the presence of a subscription's contacts.</summary>
/// <param name="SubscriptionId">The subscription.</param>
/// <param name="Type">Basic or rich.</param>
internal sealed record SoapGetSubscribedPresence(int SubscriptionId, SoapPresenceType Type)
    : SoapRequest(SoapOperation.GetSubscribedPresence);

/// <summary>A set of one's own presence: basic, or rich.</summary>
/// <param name="Basic">The state; null where the set is rich.</param>
/// <param name="Rich">The document; null where the set is basic.</param>
/// <param name="Override">Whether it beats all devices; false where absent.</param>
/// <param name="Expiration">Seconds.</param>
internal sealed record SoapSetPresence(PresenceState? Basic, PidfDocument? Rich, bool Override, string? Expiration)
    : SoapRequest(SoapOperation.SetPresence);

/// <summary>A new subscription, or contacts or an expiry for one.</summary>
/// <param name="Contacts">The contacts' URIs.</param>
/// <param name="SubscriptionType">To be <see cref="RestRequests.PresenceNotification"/>.</param>
/// <param name="Expiration">Seconds.</param>
/// <param name="EndpointId">The endpoint that hears of changes.</param>
/// <param name="SubscriptionId">The subscription; 0 makes one, also where absent.</param>
internal sealed record SoapSubscribe(
    IReadOnlyList<string>? Contacts, string? SubscriptionType, string? Expiration, int? EndpointId, int SubscriptionId)
    : SoapRequest(SoapOperation.Subscribe);

/// <summary>The end of a subscription, or of its interest in some contacts.</summary>
/// <param name="SubscriptionId">The subscription.</param>
/// <param name="Contacts">The contacts to take out; null to end the whole.</param>
/// <param name="All">Whether to end the whole.</param>
internal sealed record SoapUnsubscribe(int SubscriptionId, IReadOnlyList<string>? Contacts, bool All)
    : SoapRequest(SoapOperation.Unsubscribe);

/// <summary>A new endpoint, or an expiry for one.</summary>
/// <param name="Url">The callback URL; absent in a refresh.</param>
/// <param name="EndpointId">The endpoint; 0 makes one, also where absent.</param>
/// <param name="Expiration">Seconds.</param>
internal sealed record SoapRegisterEndPoint(string? Url, int EndpointId, string? Expiration) : SoapRequest(SoapOperation.RegisterEndPoint);

/// <summary>The end of an endpoint.</summary>
/// <param name="EndpointId">The endpoint.</param>
internal sealed record SoapUnregisterEndPoint(int EndpointId) : SoapRequest(SoapOperation.UnregisterEndPoint);
