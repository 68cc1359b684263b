using System.ServiceModel;
using System.Xml.Serialization;

namespace Interop.Wcf;

/// <summary>What every request but the login carries.</summary>
[MessageContract]
public abstract class Call
{
    [MessageHeader(Name = Names.Key, Namespace = Names.Service)]
    public string SessionKey { get; set; } = "";
}

[MessageContract(IsWrapped = false)]
public sealed class LoginCall
{
    [MessageBodyMember(Name = "login", Namespace = Names.Service)]
    public Login Login { get; set; } = new();
}

public sealed class Login
{
    [XmlAttribute("force")]
    public bool Force { get; set; }

    [XmlElement("username", Order = 0)]
    public string User { get; set; } = "";

    [XmlElement("password", Order = 1)]
    public string? Password { get; set; }

    [XmlElement("app-session-id", Order = 2)]
    public string? AppSessionId { get; set; }
}

[MessageContract(WrapperName = "logout", WrapperNamespace = Names.Service)]
public sealed class LogoutCall : Call;

[MessageContract(WrapperName = "getPolledPresence", WrapperNamespace = Names.Service)]
public sealed class PolledCall : Call
{
    [MessageBodyMember(Name = "contactsList", Namespace = Names.Service, Order = 0)]
    public ContactListType Contacts { get; set; } = new();

    [MessageBodyMember(Name = "presenceType", Namespace = Names.Service, Order = 1)]
    public PresenceType Type { get; set; }
}

[MessageContract(WrapperName = "getSubscribedPresence", WrapperNamespace = Names.Service)]
public sealed class SubscribedCall : Call
{
    [MessageBodyMember(Name = "subscriptionID", Namespace = Names.Service, Order = 0)]
    public int SubscriptionId { get; set; }

    [MessageBodyMember(Name = "presenceType", Namespace = Names.Service, Order = 1)]
    public PresenceType Type { get; set; }
}

[MessageContract(WrapperName = "setPresence", WrapperNamespace = Names.Service)]
public sealed class SetCall : Call
{
    [MessageBodyMember(Name = "presenceType", Namespace = Names.Service, Order = 0)]
    public PresenceType Type { get; set; }

    [MessageBodyMember(Name = "presenceInfo", Namespace = Names.Service, Order = 1)]
    public PresenceInfoType Info { get; set; } = new();

    [MessageBodyMember(Name = "expiration", Namespace = Names.Service, Order = 2)]
    public int Expiration { get; set; }
}

[MessageContract(WrapperName = "subscribe", WrapperNamespace = Names.Service)]
public sealed class SubscribeCall : Call
{
    [MessageBodyMember(Name = "contactsList", Namespace = Names.Service, Order = 0)]
    public ContactListType? Contacts { get; set; }

    [MessageBodyMember(Name = "subscriptionType", Namespace = Names.Service, Order = 1)]
    public EventType Type { get; set; }

    [MessageBodyMember(Name = "expiration", Namespace = Names.Service, Order = 2)]
    public int Expiration { get; set; }

    [MessageBodyMember(Name = "endPointID", Namespace = Names.Service, Order = 3)]
    public int EndpointId { get; set; }

    [MessageBodyMember(Name = "subscriptionID", Namespace = Names.Service, Order = 4)]
    public int SubscriptionId { get; set; }
}

[MessageContract(WrapperName = "unsubscribe", WrapperNamespace = Names.Service)]
public sealed class UnsubscribeCall : Call
{
    [MessageBodyMember(Name = "unsubscribeRequest", Namespace = Names.Service)]
    public UnsubscribeRequest Request { get; set; } = new();
}

[MessageContract(WrapperName = "registerEndPoint", WrapperNamespace = Names.Service)]
public sealed class RegisterCall : Call
{
    [MessageBodyMember(Name = "url", Namespace = Names.Service, Order = 0)]
    public string? Url { get; set; }

    [MessageBodyMember(Name = "endPointID", Namespace = Names.Service, Order = 1)]
    public int EndpointId { get; set; }

    [MessageBodyMember(Name = "expiration", Namespace = Names.Service, Order = 2)]
    public int Expiration { get; set; }
}

[MessageContract(WrapperName = "unregisterEndPoint", WrapperNamespace = Names.Service)]
public sealed class UnregisterCall : Call
{
    [MessageBodyMember(Name = "endPointID", Namespace = Names.Service)]
    public int EndpointId { get; set; }
}
