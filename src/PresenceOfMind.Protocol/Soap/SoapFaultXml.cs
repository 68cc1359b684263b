using System.Xml;

namespace PresenceOfMind.Protocol;

/// <summary>The element <c>Fault</c> of SOAP 1.1 (4.4) and SOAP 1.2 (part 1, 5.4).</summary>
internal static class SoapFaultXml
{
    private const string Prefix = "soap";

    internal static void Write(XmlWriter writer, SoapVersion version, PwsError error)
    {
        var ns = SoapEnvelope.Namespace(version);
        var message = XmlChars.Clean(error.Message);
        writer.WriteStartElement(Prefix, SoapNames.Fault, ns);
        if (version == SoapVersion.Soap12)
        {
            writer.WriteStartElement(Prefix, "Code", ns);
            writer.WriteElementString(Prefix, "Value", ns, $"{Prefix}:{(error.IsClientFault ? "Sender" : "Receiver")}");
            writer.WriteEndElement();
            writer.WriteStartElement(Prefix, "Reason", ns);
            writer.WriteStartElement(Prefix, "Text", ns);
            writer.WriteAttributeString("xml", "lang", null, "en");
            writer.WriteString(message);
            writer.WriteEndElement();
            writer.WriteEndElement();
            writer.WriteStartElement(Prefix, "Detail", ns);
        }
        else
        {
            writer.WriteElementString("faultcode", $"{Prefix}:{(error.IsClientFault ? "Client" : "Server")}");
            writer.WriteElementString("faultstring", message);
            writer.WriteStartElement("detail");
        }

        ErrorXml.Write(writer, error, SoapNames.Service);
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    /// <summary>The fault that the reader stands on: with our detail its code, else what its fault code makes likely.</summary>
    internal static PwsException Read(XmlReader reader)
    {
        var code = "";
        string? reason = null;
        ErrorText? error = null;
        reader.EachChild(name =>
        {
            switch (name)
            {
                case "faultcode":
                    code = reader.ReadText();
                    break;
                case "faultstring":
                    reason = reader.ReadText();
                    break;
                case "Code":
                    code = SoapAnswerReader.TextOf(reader, "Value") ?? code;
                    break;
                case "Reason":
                    reason = SoapAnswerReader.TextOf(reader, "Text") ?? reason;
                    break;
                case "detail" or "Detail":
                    error = ErrorXml.ReadBelow(reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        });
        if (error?.ToError(reason) is { } told)
        {
            return new PwsException(told);
        }

        var client = code.EndsWith("Client", StringComparison.Ordinal) || code.EndsWith("Sender", StringComparison.Ordinal);
        return new PwsException(client ? PwsErrorCode.XmlInvalid : PwsErrorCode.ServerError, error?.ToString() is { Length: > 0 } words && reason is not null ? $"{reason} ({words})" : reason);
    }
}
