namespace PresenceOfMind.Protocol.Soap;

/// <summary>The operations of the service over SOAP. Source: PWS.</summary>
internal enum SoapOperation
{
    /// <summary>Logs in an application user or an end user.</summary>
    Login,

    /// <summary>Logs out the user of the session key.</summary>
    Logout,

    /// <summary>Asks for the presence of contacts.</summary>
    GetPolledPresence,

    /// <summary>Asks for the presence of a subscription's contacts, and clears its latch.</summary>
    GetSubscribedPresence,

    /// <summary>Sets one's own presence.</summary>
    SetPresence,

    /// <summary>Makes, extends or refreshes a subscription.</summary>
    Subscribe,

    /// <summary>Ends a subscription, or takes contacts out of it.</summary>
    Unsubscribe,

    /// <summary>Registers or refreshes an endpoint.</summary>
    RegisterEndPoint,

    /// <summary>Unregisters an endpoint.</summary>
    UnregisterEndPoint,
}
