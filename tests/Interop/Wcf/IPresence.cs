using System.ServiceModel;

namespace Interop.Wcf;

/// <summary>The port type of the WSDL, as a tool that reads it makes it.</summary>
[ServiceContract(Namespace = Names.Service, Name = "PresenceSoapPortType")]
[XmlSerializerFormat(SupportFaults = true)]
public interface IPresence
{
    [OperationContract(Action = Names.Action + "login", ReplyAction = "*", Name = "login")]
    Task<LoginAnswer> LoginAsync(LoginCall call);

    [OperationContract(Action = Names.Action + "logout", ReplyAction = "*", Name = "logout")]
    Task<LogoutAnswer> LogoutAsync(LogoutCall call);

    [OperationContract(Action = Names.Action + "getPresence", ReplyAction = "*", Name = "getPolledPresence")]
    Task<PolledAnswer> GetPolledPresenceAsync(PolledCall call);

    [OperationContract(Action = Names.Action + "getSubscribedPresence", ReplyAction = "*", Name = "getSubscribedPresence")]
    Task<SubscribedAnswer> GetSubscribedPresenceAsync(SubscribedCall call);

    [OperationContract(Action = Names.Action + "setPresence", ReplyAction = "*", Name = "setPresence")]
    Task<SetAnswer> SetPresenceAsync(SetCall call);

    [OperationContract(Action = Names.Action + "subscribe", ReplyAction = "*", Name = "subscribe")]
    Task<SubscribeAnswer> SubscribeAsync(SubscribeCall call);

    [OperationContract(Action = Names.Action + "unsubscribe", ReplyAction = "*", Name = "unsubscribe")]
    Task<UnsubscribeAnswer> UnsubscribeAsync(UnsubscribeCall call);

    [OperationContract(Action = Names.Action + "registerEndPoint", ReplyAction = "*", Name = "registerEndPoint")]
    Task<RegisterAnswer> RegisterEndPointAsync(RegisterCall call);

    [OperationContract(Action = Names.Action + "unregisterEndPoint", ReplyAction = "*", Name = "unregisterEndPoint")]
    Task<UnregisterAnswer> UnregisterEndPointAsync(UnregisterCall call);
}
