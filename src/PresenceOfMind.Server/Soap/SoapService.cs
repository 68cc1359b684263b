using System.Globalization;
using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Rest;
using PresenceOfMind.Protocol.Soap;
using PresenceOfMind.Server.Operations;
using PresenceOfMind.Server.Sessions;

namespace PresenceOfMind.Server.Soap;

/// <summary>
/// Answers SOAP requests by the operations that REST has too. Checks come in the same order: the caller's key, its kind,
/// what the body says (PWS).
/// </summary>
internal sealed class SoapService(PwsService pws)
{
    /// <summary>Answers a request.</summary>
    /// <param name="call">The request.</param>
    /// <param name="origin">Where it came from and what it reached.</param>
    /// <exception cref="PwsException">The refusal, which is answered as a fault.</exception>
    public async Task<byte[]> AnswerAsync(SoapCall call, SoapOrigin origin)
    {
        if (call.Operation == SoapOperation.Login)
        {
            return await LogInAsync(origin, call.Version, Request<SoapLogin>(call));
        }

        // An envelope that tells neither key nor operation is no request yet.
        if (call is { Operation: null, SessionKey: null, Error: { } unreadable })
        {
            throw unreadable;
        }

        var caller = MustBe(await pws.AuthenticateAsync(origin.Node, call.SessionKey), call.Operation);
        return call.Error is { } error ? throw error : await AnswerAsync(call.Version, caller, call.Request!, origin.Host);
    }

    private static Caller MustBe(Caller caller, SoapOperation? operation) => operation switch
    {
        null or SoapOperation.Logout => caller,
        SoapOperation.RegisterEndPoint or SoapOperation.UnregisterEndPoint => caller.MustBeApplicationUser(),
        _ => caller.MustBeEndUser(),
    };

    private static T Request<T>(SoapCall call)
        where T : SoapRequest => call.Error is { } error ? throw error : (T)call.Request!;

    private async Task<byte[]> AnswerAsync(SoapVersion version, Caller caller, SoapRequest request, string host)
    {
        switch (request)
        {
            case SoapGetPolledPresence { Type: SoapPresenceType.Rich } poll:
                return SoapAnswers.WriteRichPresence(version, poll.Operation, await pws.PollRichAsync(caller, poll.Contacts, host));
            case SoapGetPolledPresence poll:
                return SoapAnswers.WriteBasicPresence(version, poll.Operation, await pws.PollAsync(caller, poll.Contacts, host));
            case SoapGetSubscribedPresence { Type: SoapPresenceType.Rich } fetch:
                return SoapAnswers.WriteRichPresence(
                    version,
                    fetch.Operation,
                    await pws.FetchRichAsync(caller.Node, caller.User, caller.Key, fetch.SubscriptionId)
                        ?? throw NoSubscription(fetch.SubscriptionId));
            case SoapGetSubscribedPresence fetch:
                return SoapAnswers.WriteBasicPresence(
                    version,
                    fetch.Operation,
                    await pws.FetchAsync(caller.Node, caller.User, caller.Key, fetch.SubscriptionId)
                        ?? throw NoSubscription(fetch.SubscriptionId));
            case SoapSubscribe subscribe:
                return SoapAnswers.WriteSubscribe(version, await SubscribeAsync(caller, subscribe, host));
            case SoapRegisterEndPoint register:
                return SoapAnswers.WriteRegisterEndPoint(version, await RegisterAsync(caller, register));
            default:
                await DoAsync(caller, request, host);
                return SoapAnswers.WriteStatus(version, request.Operation, success: true);
        }
    }

    private Task DoAsync(Caller caller, SoapRequest request, string host) => request switch
    {
        SoapLogout => pws.LogOutAsync(caller),
        SoapSetPresence { Rich: { } document } set => pws.SetPresenceAsync(caller, document, set.Override, Expiry.Required(set.Expiration)),
        SoapSetPresence set => pws.SetPresenceAsync(caller, set.Basic!.Value, set.Override, Expiry.Required(set.Expiration)),
        SoapUnsubscribe { All: true } all => pws.UnsubscribeAsync(caller, all.SubscriptionId),
        SoapUnsubscribe { Contacts: { } contacts } some => pws.RemoveContactsAsync(caller, some.SubscriptionId, contacts, host),
        SoapUnsubscribe => throw new PwsException(PwsErrorCode.ContactListMissing),
        SoapUnregisterEndPoint endpoint => pws.UnregisterEndpointAsync(caller, endpoint.EndpointId),
        _ => throw new InvalidOperationException($"The operation {request.Operation} has no answer."),
    };

    private async Task<byte[]> LogInAsync(SoapOrigin origin, SoapVersion version, SoapLogin login)
    {
        var user = login.Username;
        if (string.IsNullOrWhiteSpace(user))
        {
            throw new PwsException(PwsErrorCode.UserNameEmpty);
        }

        // One of both says who logs in: an application user by a password, or an end user by an application's session.
        var bySession = !string.IsNullOrEmpty(login.AppSessionId);
        if (bySession ? !string.IsNullOrEmpty(login.Password) : login.Password is null)
        {
            throw new PwsException(PwsErrorCode.LoginTypeInvalid);
        }

        try
        {
            var key = bySession
                ? await pws.LogInAsync(user, await pws.AuthenticateAsync(origin.Node, login.AppSessionId), login.Force)
                : await pws.LogInAsync(origin.Node, user, login.Password!, login.Force, origin.Address, origin.Aborted);
            return SoapAnswers.WriteLogin(version, new SessionAnswer(key, pws.BackupServer(origin.Node), null));
        }
        catch (RedirectException elsewhere)
        {
            return SoapAnswers.WriteLogin(version, new SessionAnswer(null, null, new SessionRedirect(elsewhere.Home, elsewhere.Backup)));
        }
    }

    private async Task<int> SubscribeAsync(Caller caller, SoapSubscribe subscribe, string host)
    {
        if (subscribe.SubscriptionId != 0)
        {
            await pws.ChangeSubscriptionAsync(
                caller,
                subscribe.SubscriptionId,
                subscribe.Contacts,
                host,
                Expiry.Optional(subscribe.Expiration));
            return subscribe.SubscriptionId;
        }

        var expiry = Expiry.Required(subscribe.Expiration);
        var endpoint = subscribe.EndpointId?.ToString(CultureInfo.InvariantCulture);
        return await pws.SubscribeAsync(caller, subscribe.SubscriptionType, endpoint, subscribe.Contacts, host, expiry);
    }

    private async Task<int> RegisterAsync(Caller caller, SoapRegisterEndPoint register)
    {
        var expiry = Expiry.Required(register.Expiration);
        if (register.EndpointId == 0)
        {
            return await pws.RegisterEndpointAsync(caller, register.Url, expiry);
        }

        if (!string.IsNullOrWhiteSpace(register.Url))
        {
            throw new PwsException(PwsErrorCode.UrlInRefresh);
        }

        await pws.RefreshEndpointAsync(caller, register.EndpointId, expiry);
        return register.EndpointId;
    }

    private static PwsException NoSubscription(int id) => new(PwsErrorCode.SubscriptionUnknown, $"There is no subscription {id}.");
}
