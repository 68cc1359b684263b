namespace PresenceOfMind.Protocol.Soap;

/// <summary>The names of the operations on the wire. Source: PWS.</summary>
internal static class SoapOperations
{
    private static readonly SoapOperation[] All = Enum.GetValues<SoapOperation>();

    /// <summary>The operation's name, which its request element has too, for example <c>getPolledPresence</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the named operations.</exception>
    public static string ToWire(this SoapOperation operation) => operation switch
    {
        SoapOperation.Login => "login",
        SoapOperation.Logout => "logout",
        SoapOperation.GetPolledPresence => "getPolledPresence",
        SoapOperation.GetSubscribedPresence => "getSubscribedPresence",
        SoapOperation.SetPresence => "setPresence",
        SoapOperation.Subscribe => "subscribe",
        SoapOperation.Unsubscribe => "unsubscribe",
        SoapOperation.RegisterEndPoint => "registerEndPoint",
        SoapOperation.UnregisterEndPoint => "unregisterEndPoint",
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "This is no operation."),
    };

    /// <summary>The SOAPAction that a client sends; the server does not need it.</summary>
    public static string Action(this SoapOperation operation) =>
        SoapNames.Service + "/" + (operation == SoapOperation.GetPolledPresence ? "getPresence" : operation.ToWire());

    internal static SoapOperation? Find(string element)
    {
        foreach (var operation in All)
        {
            if (operation.ToWire() == element)
            {
                return operation;
            }
        }

        return null;
    }
}
