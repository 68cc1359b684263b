using System.Xml;
using PresenceOfMind.Protocol.Rest;
using PresenceOfMind.Protocol.Xml;

namespace PresenceOfMind.Protocol.Soap;

/// <summary>The element <c>Fault</c> of SOAP 1.1 (4.4) and SOAP 1.2 (part 1, 5.4).</summary>
internal static class SoapFaultXml
{
    private const string Prefix = SoapEnvelope.Prefix;

    internal static void Write(XmlWriter writer, SoapVersion version, PwsError error)
    {
        var code = version == SoapVersion.Soap12
            ? (error.IsClientFault ? "Sender" : "Receiver")
            : (error.IsClientFault ? "Client" : "Server");
        Write(writer, version, code, XmlChars.Clean(error.Message), () =>
        {
            if (version == SoapVersion.Soap12)
            {
                writer.WriteStartElement(Prefix, "Detail", SoapNames.Envelope12);
            }
            else
            {
                writer.WriteStartElement("detail");
            }

            ErrorXml.Write(writer, error, SoapNames.Service);
            writer.WriteEndElement();
        });
    }

    // A fault of the header has no detail, which is for the body (SOAP 1.1, 4.4).
    internal static void WriteMustUnderstand(XmlWriter writer, SoapVersion version, IReadOnlyList<SoapBlockName> blocks) => Write(
        writer,
        version,
        "MustUnderstand",
        $"This service does not know the header block {blocks[0].Name} of {Quote.Format(blocks[0].Namespace)}, which it must "
            + "understand. Leave it out, or do without mustUnderstand.",
        () => { });

    internal static void WriteNotUnderstood(XmlWriter writer, IReadOnlyList<SoapBlockName> blocks)
    {
        foreach (var block in blocks)
        {
            writer.WriteStartElement(Prefix, "NotUnderstood", SoapNames.Envelope12);
            if (block.Namespace.Length > 0)
            {
                writer.WriteAttributeString("xmlns", "block", null, block.Namespace);
            }

            writer.WriteAttributeString("qname", block.Namespace.Length > 0 ? $"block:{block.Name}" : block.Name);
            writer.WriteEndElement();
        }
    }

    private static void Write(XmlWriter writer, SoapVersion version, string code, string message, Action detail)
    {
        var ns = SoapEnvelope.Namespace(version);
        writer.WriteStartElement(Prefix, SoapNames.Fault, ns);
        if (version == SoapVersion.Soap12)
        {
            writer.WriteStartElement(Prefix, "Code", ns);
            writer.WriteElementString(Prefix, "Value", ns, $"{Prefix}:{code}");
            writer.WriteEndElement();
            writer.WriteStartElement(Prefix, "Reason", ns);
            writer.WriteStartElement(Prefix, "Text", ns);
            writer.WriteAttributeString("xml", "lang", null, "en");
            writer.WriteString(message);
            writer.WriteEndElement();
            writer.WriteEndElement();
        }
        else
        {
            writer.WriteElementString("faultcode", $"{Prefix}:{code}");
            writer.WriteElementString("faultstring", message);
        }

        detail();
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
        return new PwsException(
            client ? PwsErrorCode.XmlInvalid : PwsErrorCode.ServerError,
            error?.ToString() is { Length: > 0 } words && reason is not null ? $"{reason} ({words})" : reason);
    }
}
