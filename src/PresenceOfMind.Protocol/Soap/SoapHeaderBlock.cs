using System.Xml;

namespace PresenceOfMind.Protocol.Soap;

/// <summary>What the attributes of a header block ask for (SOAP 1.1, 4.2; SOAP 1.2, part 1, 5.2).</summary>
internal static class SoapHeaderBlock
{
    private const string Next11 = "http://schemas.xmlsoap.org/soap/actor/next";
    private const string Next12 = SoapNames.Envelope12 + "/role/next";
    private const string UltimateReceiver = SoapNames.Envelope12 + "/role/ultimateReceiver";

    /// <summary>Whether the block that the reader stands on is for this service, which must understand it.</summary>
    internal static bool MustBeUnderstood(XmlReader reader, SoapVersion version)
    {
        var ns = SoapEnvelope.Namespace(version);
        return reader.GetAttribute("mustUnderstand", ns)?.Trim() is "1" or "true" && (version == SoapVersion.Soap12
            ? reader.GetAttribute("role", ns)?.Trim() is null or "" or Next12 or UltimateReceiver
            : reader.GetAttribute("actor", ns)?.Trim() is null or "" or Next11);
    }
}
