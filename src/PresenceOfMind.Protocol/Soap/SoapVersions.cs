namespace PresenceOfMind.Protocol.Soap;

/// <summary>How versions of SOAP show themselves in HTTP.</summary>
internal static class SoapVersions
{
    private const string Media11 = "text/xml";
    private const string Media12 = "application/soap+xml";

    /// <summary>The Content-Type that an envelope of this version is sent with.</summary>
    public static string ContentType(this SoapVersion version) =>
        (version == SoapVersion.Soap12 ? Media12 : Media11) + "; charset=utf-8";

    /// <summary>The version that a Content-Type stands for: 1.1 where it does not say.</summary>
    public static SoapVersion OfContentType(string? contentType) =>
        contentType?.Contains(Media12, StringComparison.OrdinalIgnoreCase) == true ? SoapVersion.Soap12 : SoapVersion.Soap11;
}
