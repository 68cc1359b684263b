using PresenceOfMind.Protocol;

namespace PresenceOfMind.Server.Tests;

/// <summary>The errors of the table that no request can provoke, and why. All others are provoked by the tests of each wire.</summary>
internal static class UnreachableErrors
{
    private const string Store = "Only a store that fails gives it, and then without the client's doing.";

    /// <summary>Over neither wire.</summary>
    public static IReadOnlyDictionary<PwsErrorCode, string> Anywhere { get; } = new Dictionary<PwsErrorCode, string>
    {
        [PwsErrorCode.EndpointNotYours] = "Ids of endpoints belong to an application user: nobody can name another's.",
        [PwsErrorCode.ServerError] = Store,
        [PwsErrorCode.UnregisterFailed] = Store,
        [PwsErrorCode.SubscribeFailed] = Store,
        [PwsErrorCode.UnsubscribeFailed] = Store,
        [PwsErrorCode.SetPresenceFailed] = Store,
        [PwsErrorCode.LogoutFailed] = Store,
        [PwsErrorCode.NoEndpointId] = Store,
        [PwsErrorCode.NoSubscriptionId] = Store,
        [PwsErrorCode.LoginNotPossible] = Store,
        [PwsErrorCode.RegisterFailed] = Store,
        [PwsErrorCode.NoFreeSipSubscription] = "This server takes no SIP subscriptions for its own.",
    };

    /// <summary>Over REST alone.</summary>
    public static IReadOnlyDictionary<PwsErrorCode, string> OverRest { get; } = new Dictionary<PwsErrorCode, string>
    {
        [PwsErrorCode.LoginTypeInvalid] = "The header or the body says who logs in; with neither it is 100.",
    };

    /// <summary>Over SOAP alone.</summary>
    public static IReadOnlyDictionary<PwsErrorCode, string> OverSoap { get; } = new Dictionary<PwsErrorCode, string>
    {
        [PwsErrorCode.SubscriptionNotYours] = "No request names a user beside its key: every id is one of the caller's own.",
    };
}
