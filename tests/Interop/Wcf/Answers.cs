using System.ServiceModel;

namespace Interop.Wcf;

[MessageContract(WrapperName = "loginResponse", WrapperNamespace = Names.Service)]
public sealed class LoginAnswer
{
    [MessageBodyMember(Name = "success", Namespace = Names.Service)]
    public Success? Success { get; set; }
}

[MessageContract(WrapperName = "logoutResponse", WrapperNamespace = Names.Service)]
public sealed class LogoutAnswer
{
    [MessageBodyMember(Name = "status", Namespace = Names.Service)]
    public ResponseStatusType Status { get; set; } = ResponseStatusType.Failure;
}

[MessageContract(WrapperName = "getPolledPresenceResponse", WrapperNamespace = Names.Service)]
public sealed class PolledAnswer
{
    [MessageBodyMember(Name = "presenceResponse", Namespace = Names.Service)]
    public PresenceResponse Presence { get; set; } = new();
}

[MessageContract(WrapperName = "getSubscribedPresenceResponse", WrapperNamespace = Names.Service)]
public sealed class SubscribedAnswer
{
    [MessageBodyMember(Name = "presenceResponse", Namespace = Names.Service)]
    public PresenceResponse Presence { get; set; } = new();
}

[MessageContract(WrapperName = "setPresenceResponse", WrapperNamespace = Names.Service)]
public sealed class SetAnswer
{
    [MessageBodyMember(Name = "status", Namespace = Names.Service)]
    public ResponseStatusType Status { get; set; } = ResponseStatusType.Failure;
}

[MessageContract(WrapperName = "subscribeResponse", WrapperNamespace = Names.Service)]
public sealed class SubscribeAnswer
{
    [MessageBodyMember(Name = "subscriptionID", Namespace = Names.Service)]
    public int SubscriptionId { get; set; }
}

[MessageContract(WrapperName = "unsubscribeResponse", WrapperNamespace = Names.Service)]
public sealed class UnsubscribeAnswer
{
    [MessageBodyMember(Name = "status", Namespace = Names.Service)]
    public ResponseStatusType Status { get; set; } = ResponseStatusType.Failure;
}

[MessageContract(WrapperName = "registerEndPointResponse", WrapperNamespace = Names.Service)]
public sealed class RegisterAnswer
{
    [MessageBodyMember(Name = "endPointID", Namespace = Names.Service)]
    public int EndpointId { get; set; }
}

[MessageContract(WrapperName = "unregisterEndPointResponse", WrapperNamespace = Names.Service)]
public sealed class UnregisterAnswer
{
    [MessageBodyMember(Name = "status", Namespace = Names.Service)]
    public ResponseStatusType Status { get; set; } = ResponseStatusType.Failure;
}
