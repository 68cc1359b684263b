namespace PresenceOfMind.Protocol;

/// <summary>The version of SOAP that an envelope speaks.</summary>
public enum SoapVersion
{
    /// <summary>SOAP 1.1, sent as <c>text/xml</c>.</summary>
    Soap11,

    /// <summary>SOAP 1.2, sent as <c>application/soap+xml</c>.</summary>
    Soap12,
}
