using System.Xml;

namespace PresenceOfMind.Protocol;

internal static class SoapEnvelope
{
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

    internal static byte[] Write(SoapVersion version, string? sessionKey, Action<XmlWriter> body) => WireXml.Write(writer =>
    {
        var ns = Namespace(version);
        writer.WriteStartElement("soap", SoapNames.Envelope, ns);
        if (sessionKey is not null)
        {
            writer.WriteStartElement("soap", SoapNames.Header, ns);
            writer.WriteElementString(SoapNames.SessionKey, SoapNames.Service, sessionKey);
            writer.WriteEndElement();
        }

        writer.WriteStartElement("soap", SoapNames.Body, ns);
        body(writer);
    });

    internal static string Namespace(SoapVersion version) => version == SoapVersion.Soap12 ? SoapNames.Envelope12 : SoapNames.Envelope11;
}
