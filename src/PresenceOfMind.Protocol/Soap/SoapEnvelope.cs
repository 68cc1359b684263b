using System.Xml;
using PresenceOfMind.Protocol.Xml;

namespace PresenceOfMind.Protocol.Soap;

internal static class SoapEnvelope
{
    internal const string Prefix = "soap";

    /// <summary>The version of the envelope that the reader stands on.</summary>
    /// <exception cref="PwsException">103 where this is no envelope of SOAP 1.1 or 1.2.</exception>
    internal static SoapVersion VersionOf(XmlReader reader)
    {
        reader.ExpectRoot(SoapNames.Envelope);
        return reader.NamespaceURI switch
        {
            SoapNames.Envelope11 => SoapVersion.Soap11,
            SoapNames.Envelope12 => SoapVersion.Soap12,
            _ => throw new PwsException(PwsErrorCode.RootElementInvalid, "The envelope is neither of SOAP 1.1 nor of SOAP 1.2."),
        };
    }

    /// <summary>Visits header blocks, and the first element of the body; each visit consumes its element.</summary>
    internal static void Read(XmlReader reader, Action<string> header, Action<string> body)
    {
        var seen = false;
        reader.EachChild(part =>
        {
            switch (part)
            {
                case SoapNames.Header:
                    reader.EachChild(header);
                    break;
                case SoapNames.Body:
                    reader.EachChild(name =>
                    {
                        if (seen)
                        {
                            reader.Skip();
                            return;
                        }

                        seen = true;
                        body(name);
                    });
                    break;
                default:
                    reader.Skip();
                    break;
            }
        });
    }

    /// <summary>A request.</summary>
    internal static byte[] Write(SoapVersion version, string? sessionKey, Action<XmlWriter> body) => WireXml.Write(writer =>
        Write(
            writer,
            version,
            sessionKey is null ? null : header => header.WriteElementString(SoapNames.SessionKey, SoapNames.Service, sessionKey),
            body));

    /// <summary>An answer, which begins with an XML declaration.</summary>
    internal static byte[] WriteAnswer(SoapVersion version, Action<XmlWriter> body, Action<XmlWriter>? header = null) =>
        WireXml.WriteAnswer(writer => Write(writer, version, header, body));

    internal static string Namespace(SoapVersion version) => version == SoapVersion.Soap12 ? SoapNames.Envelope12 : SoapNames.Envelope11;

    private static void Write(XmlWriter writer, SoapVersion version, Action<XmlWriter>? header, Action<XmlWriter> body)
    {
        var ns = Namespace(version);
        writer.WriteStartElement(Prefix, SoapNames.Envelope, ns);
        if (header is not null)
        {
            writer.WriteStartElement(Prefix, SoapNames.Header, ns);
            header(writer);
            writer.WriteEndElement();
        }

        writer.WriteStartElement(Prefix, SoapNames.Body, ns);
        body(writer);
    }
}
