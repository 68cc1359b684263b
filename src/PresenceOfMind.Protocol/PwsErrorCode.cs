namespace PresenceOfMind.Protocol;

/// <summary>The error codes of the service, in REST and in SOAP alike; below 200 the client is at fault. Source: PWS.</summary>
public enum PwsErrorCode
{
    /// <summary>The request carries no session key.</summary>
    SessionKeyMissing = 100,

    /// <summary>The session key is not a live one of this user.</summary>
    SessionKeyInvalid = 101,

    /// <summary>The XML does not parse, or lacks required data.</summary>
    XmlInvalid = 102,

    /// <summary>The XML has the wrong root element.</summary>
    RootElementInvalid = 103,

    /// <summary>The presence type is not valid.</summary>
    PresenceTypeInvalid = 110,

    /// <summary>The password is empty.</summary>
    PasswordEmpty = 111,

    /// <summary>The login is neither that of an application user nor that of an end user.</summary>
    LoginTypeInvalid = 112,

    /// <summary>The user name is empty.</summary>
    UserNameEmpty = 113,

    /// <summary>The login failed.</summary>
    LoginFailed = 114,

    /// <summary>The basic presence is empty.</summary>
    BasicPresenceEmpty = 115,

    /// <summary>The presence data is not valid.</summary>
    PresenceInvalid = 120,

    /// <summary>AVAILABLE cannot be set with override by basic presence.</summary>
    AvailableWithOverride = 121,

    /// <summary>DND can be set with override only.</summary>
    DndWithoutOverride = 122,

    /// <summary>The refresh of an endpoint carries a URL.</summary>
    UrlInRefresh = 123,

    /// <summary>The contact URI is malformed.</summary>
    ContactMalformed = 124,

    /// <summary>The override is neither true nor false.</summary>
    OverrideInvalid = 125,

    /// <summary>The URL of the endpoint is empty.</summary>
    EndpointUrlEmpty = 130,

    /// <summary>The expiry is not a number of seconds between 3600 and 86400.</summary>
    ExpiryInvalid = 131,

    /// <summary>The endpoint id does not exist.</summary>
    EndpointUnknown = 132,

    /// <summary>The subscription id does not exist.</summary>
    SubscriptionUnknown = 133,

    /// <summary>The subscription type is not valid.</summary>
    SubscriptionTypeInvalid = 134,

    /// <summary>The number of contacts is not between 1 and 5000.</summary>
    ContactCountInvalid = 135,

    /// <summary>The endpoint belongs to another application user.</summary>
    EndpointNotYours = 136,

    /// <summary>The subscription belongs to another user.</summary>
    SubscriptionNotYours = 137,

    /// <summary>The application user has no endpoint left.</summary>
    NoFreeEndpoint = 138,

    /// <summary>The end user has no subscription left.</summary>
    NoFreeSubscription = 139,

    /// <summary>The operation needs an end user's session key.</summary>
    EndUserRequired = 140,

    /// <summary>The operation needs an application user's session key.</summary>
    AppUserRequired = 141,

    /// <summary>The URL of the endpoint has spaces.</summary>
    EndpointUrlHasSpaces = 142,

    /// <summary>A contact is null or empty.</summary>
    ContactEmpty = 143,

    /// <summary>A contact is not in the subscription.</summary>
    ContactNotSubscribed = 144,

    /// <summary>Neither an expiry nor contacts are given.</summary>
    ExpiryAndContactsMissing = 145,

    /// <summary>There is no contact list.</summary>
    ContactListMissing = 146,

    /// <summary>The contact list holds an element that is no contact.</summary>
    ContactListElementInvalid = 147,

    /// <summary>A contact lacks its attribute contactURI.</summary>
    ContactAttributeInvalid = 148,

    /// <summary>The message body could not be read.</summary>
    BodyUnreadable = 150,

    /// <summary>The end user is already logged in by another application user.</summary>
    AlreadyLoggedIn = 160,

    /// <summary>The tuple id is not valid for an override.</summary>
    OverrideTupleIdInvalid = 161,

    /// <summary>The source element of the tuple is not valid.</summary>
    SourceInvalid = 162,

    /// <summary>The server met an error.</summary>
    ServerError = 200,

    /// <summary>The endpoint could not be unregistered.</summary>
    UnregisterFailed = 201,

    /// <summary>The subscription could not be made or changed.</summary>
    SubscribeFailed = 202,

    /// <summary>The subscription could not be ended.</summary>
    UnsubscribeFailed = 203,

    /// <summary>The presence could not be set.</summary>
    SetPresenceFailed = 204,

    /// <summary>The user could not be logged out.</summary>
    LogoutFailed = 205,

    /// <summary>No endpoint id is to be had.</summary>
    NoEndpointId = 206,

    /// <summary>No subscription id is to be had.</summary>
    NoSubscriptionId = 207,

    /// <summary>The server could not log in the user.</summary>
    LoginNotPossible = 208,

    /// <summary>The endpoint could not be registered.</summary>
    RegisterFailed = 209,

    /// <summary>The server has reached its maximum CPU utilisation.</summary>
    CpuLimitReached = 210,

    /// <summary>The server has no free SIP subscription.</summary>
    NoFreeSipSubscription = 211,

    /// <summary>The server has reached its maximum of requests a second.</summary>
    TooManyRequests = 212,
}
