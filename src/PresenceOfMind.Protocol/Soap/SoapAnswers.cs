using System.Globalization;
using System.Xml;
using PresenceOfMind.Protocol.Pidf;
using PresenceOfMind.Protocol.Rest;
using PresenceOfMind.Protocol.Xml;

namespace PresenceOfMind.Protocol.Soap;

/// <summary>
/// SOAP answers, of SOAP 1.1 and 1.2, as UTF-8 with an XML declaration. Each reader throws <see cref="PwsException"/>: the code of a fault
/// where the answer is one, 102 where it does not parse or is the answer to something else. Source: PWS.
/// </summary>
internal static class SoapAnswers
{
    private const string Successful = "SUCCESS";
    private const string Failed = "FAILURE";

    /// <summary>The HTTP status that a fault is sent with: 200, or 503 where the server is at a limit (210 and 212).</summary>
    public static int HttpStatusOf(PwsErrorCode code) => code is PwsErrorCode.CpuLimitReached or PwsErrorCode.TooManyRequests ? 503 : 200;

    /// <summary>The answer to a login: a key, or the way to the user's home.</summary>
    public static byte[] WriteLogin(SoapVersion version, SessionAnswer answer) => Write(version, SoapOperation.Login, writer =>
    {
        if (answer.Redirect is { } redirect)
        {
            writer.WriteStartElement(SoapNames.Redirect, SoapNames.Service);
            writer.WriteAttributeString(SoapNames.PrimaryServer, redirect.PrimaryServer);
            writer.WriteOptional(SoapNames.BackupServer, redirect.BackupServer);
        }
        else
        {
            writer.WriteStartElement(SoapNames.Success, SoapNames.Service);
            writer.WriteOptional(SoapNames.BackupServer, answer.BackupServer);
            writer.WriteElement(SoapNames.SessionKey, answer.SessionKey);
        }

        writer.WriteEndElement();
    });

    /// <summary>The answer to logout, setPresence, unsubscribe or unregisterEndPoint.</summary>
    public static byte[] WriteStatus(SoapVersion version, SoapOperation operation, bool success) =>
        Write(version, operation, writer => writer.WriteElement(SoapNames.Status, success ? Successful : Failed));

    /// <summary>The answer to getPolledPresence or getSubscribedPresence, basic.</summary>
    public static byte[] WriteBasicPresence(SoapVersion version, SoapOperation operation, IReadOnlyList<ContactPresence> contacts) =>
        Write(version, operation, writer => SoapPresenceXml.WriteBasic(writer, contacts));

    /// <summary>The answer to getPolledPresence or getSubscribedPresence, rich.</summary>
    public static byte[] WriteRichPresence(SoapVersion version, SoapOperation operation, IEnumerable<PidfDocument> documents) =>
        Write(version, operation, writer => SoapPresenceXml.WriteRich(writer, documents));

    /// <summary>The answer to subscribe.</summary>
    public static byte[] WriteSubscribe(SoapVersion version, int subscriptionId) =>
        Write(version, SoapOperation.Subscribe, writer => writer.WriteElement(SoapNames.SubscriptionId, subscriptionId));

    /// <summary>The answer to registerEndPoint.</summary>
    public static byte[] WriteRegisterEndPoint(SoapVersion version, int endpointId) =>
        Write(version, SoapOperation.RegisterEndPoint, writer => writer.WriteElement(SoapNames.EndpointId, endpointId));

    /// <summary>The answer to a request that failed.</summary>
    public static byte[] WriteFault(SoapVersion version, PwsError error) =>
        SoapEnvelope.WriteAnswer(version, writer => SoapFaultXml.Write(writer, version, error));

    /// <summary>
    /// The answer to a request with header blocks that must be understood and are not (SOAP 1.1, 4.2.3; SOAP 1.2, part 1, 5.4.8).
    /// </summary>
    /// <param name="version">The version of the request.</param>
    /// <param name="blocks">The blocks.</param>
    public static byte[] WriteNotUnderstood(SoapVersion version, IReadOnlyList<SoapBlockName> blocks) => SoapEnvelope.WriteAnswer(
        version,
        writer => SoapFaultXml.WriteMustUnderstand(writer, version, blocks),
        version == SoapVersion.Soap12 ? header => SoapFaultXml.WriteNotUnderstood(header, blocks) : null);

    /// <summary>Whether an answer is a fault, so that a code which reading it throws is the service's own.</summary>
    public static bool IsFault(ReadOnlyMemory<byte> body)
    {
        try
        {
            return WireXml.Read(body, reader =>
            {
                var fault = false;
                SoapEnvelope.VersionOf(reader);
                SoapEnvelope.Read(reader, _ => reader.Skip(), name => fault = SoapAnswerReader.Skip(reader, name == SoapNames.Fault));
                return fault;
            });
        }
        catch (PwsException)
        {
            return false;
        }
    }

    /// <summary>Reads the answer to a login.</summary>
    public static SessionAnswer ReadLogin(ReadOnlyMemory<byte> body) => SoapAnswerReader.Read(body, SoapOperation.Login, reader =>
    {
        SessionAnswer? answer = null;
        reader.EachChild(name =>
        {
            var backup = reader.TextOf(SoapNames.BackupServer);
            if (name == SoapNames.Success)
            {
                var key = "";
                reader.EachChild(inner => key = inner == SoapNames.SessionKey ? reader.ReadText() : SoapAnswerReader.Skip(reader, key));
                answer = key.Length > 0 ? new SessionAnswer(key, backup, null) : null;
            }
            else
            {
                answer = reader.TextOf(SoapNames.PrimaryServer) is { } primary
                    ? new SessionAnswer(null, null, new SessionRedirect(primary, backup))
                    : answer;
                reader.Skip();
            }
        });
        return answer
            ?? throw new PwsException(PwsErrorCode.XmlInvalid, "The answer to the login holds neither a session key nor a redirect.");
    });

    /// <summary>Reads the answer to logout, setPresence, unsubscribe or unregisterEndPoint: whether it succeeded.</summary>
    public static bool ReadStatus(ReadOnlyMemory<byte> body, SoapOperation operation) =>
        SoapAnswerReader.Read(body, operation, reader => SoapAnswerReader.TextOf(reader, SoapNames.Status) == Successful);

    /// <summary>Reads the answer to getPolledPresence or getSubscribedPresence, basic.</summary>
    public static IReadOnlyList<ContactPresence> ReadBasicPresence(ReadOnlyMemory<byte> body, SoapOperation operation) =>
        SoapAnswerReader.Read(body, operation, BasicListXml.Read);

    /// <summary>Reads the answer to getPolledPresence or getSubscribedPresence, rich.</summary>
    public static IReadOnlyList<PidfDocument> ReadRichPresence(ReadOnlyMemory<byte> body, SoapOperation operation) =>
        SoapAnswerReader.Read(body, operation, reader => PidfReader.ReadAll(reader, unescape: true));

    /// <summary>Reads the answer to subscribe: the subscription's id.</summary>
    public static int ReadSubscriptionId(ReadOnlyMemory<byte> body) => ReadId(body, SoapOperation.Subscribe, SoapNames.SubscriptionId);

    /// <summary>Reads the answer to registerEndPoint: the endpoint's id.</summary>
    public static int ReadEndpointId(ReadOnlyMemory<byte> body) => ReadId(body, SoapOperation.RegisterEndPoint, SoapNames.EndpointId);

    private static int ReadId(ReadOnlyMemory<byte> body, SoapOperation operation, string element) =>
        SoapAnswerReader.Read(body, operation, reader =>
            int.TryParse(SoapAnswerReader.TextOf(reader, element), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                ? id
                : throw new PwsException(PwsErrorCode.XmlInvalid, $"The answer holds no number in {element}."));

    private static byte[] Write(SoapVersion version, SoapOperation operation, Action<XmlWriter> content) =>
        SoapEnvelope.WriteAnswer(version, writer =>
        {
            writer.WriteStartElement(operation.ToWire() + SoapAnswerReader.Response, SoapNames.Service);
            content(writer);
            writer.WriteEndElement();
        });
}
