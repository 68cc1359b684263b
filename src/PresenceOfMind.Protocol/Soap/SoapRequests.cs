using PresenceOfMind.Protocol.Xml;

namespace PresenceOfMind.Protocol.Soap;

/// <summary>SOAP requests, of SOAP 1.1 and 1.2, as UTF-8. Source: PWS.</summary>
internal static class SoapRequests
{
    /// <summary>Writes a request as a client sends it.</summary>
    /// <param name="version">The version of SOAP.</param>
    /// <param name="sessionKey">The session key; null for a login.</param>
    /// <param name="request">What is asked for.</param>
    public static byte[] Write(SoapVersion version, string? sessionKey, SoapRequest request) =>
        SoapEnvelope.Write(version, sessionKey, writer => SoapRequestWriter.Write(writer, request));

    /// <summary>
    /// Reads a request. It does not throw: an envelope or a body that is not as it should be is told in
    /// <see cref="SoapCall.Error"/>, so that it can be answered in the right version, and after the check of the key.
    /// </summary>
    /// <param name="body">The body of the HTTP request.</param>
    /// <param name="assumed">The version to answer in where the envelope cannot be read, see
    /// <see cref="SoapVersions.OfContentType"/>.</param>
    public static SoapCall Read(ReadOnlyMemory<byte> body, SoapVersion assumed)
    {
        var call = new SoapCall(assumed, null, null, null, new PwsException(PwsErrorCode.XmlInvalid, "The envelope holds no request."));
        try
        {
            WireXml.Read(body, reader =>
            {
                call = call with { Version = SoapEnvelope.VersionOf(reader) };
                SoapEnvelope.Read(
                    reader,
                    header =>
                    {
                        if (header == SoapNames.SessionKey)
                        {
                            call = call with { SessionKey = reader.ReadText() is { Length: > 0 } key ? key : null };
                        }
                        else
                        {
                            if (SoapHeaderBlock.MustBeUnderstood(reader, call.Version))
                            {
                                call = call with
                                {
                                    NotUnderstood = [.. call.NotUnderstood, new SoapBlockName(reader.LocalName, reader.NamespaceURI)],
                                };
                            }

                            reader.Skip();
                        }
                    },
                    element => call = SoapRequestReader.Read(reader, call with { Operation = SoapOperations.Find(element) }));
                return call;
            });
        }
        catch (PwsException e)
        {
            call = call with { Request = null, Error = e };
        }

        return call;
    }
}
