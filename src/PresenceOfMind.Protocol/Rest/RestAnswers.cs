using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Xml;
using PresenceOfMind.Protocol.Pidf;
using PresenceOfMind.Protocol.Xml;

namespace PresenceOfMind.Protocol.Rest;

/// <summary>
/// The bodies of REST answers, as UTF-8 with an XML declaration. Readers take the shapes of other releases too. Source: PWS.
/// </summary>
internal static class RestAnswers
{
    private const string Session = "session";
    private const string PresenceList = "presenceList";
    private const string SessionKey = "sessionKey";
    private const string Redirect = "redirect";
    private const string PrimaryServer = "primaryServer";
    private const string BackupServer = "backupServer";

    /// <summary>The answer to a login.</summary>
    /// <param name="key">The session key.</param>
    /// <param name="backup">The backup server; null where there is none.</param>
    public static byte[] WriteSession(string key, string? backup) => WireXml.WriteAnswer(writer =>
    {
        writer.WriteStartElement(Session);
        writer.WriteOptional(BackupServer, backup);
        writer.WriteElementString(SessionKey, key);
    });

    /// <summary>The answer to the log-in of a user whose home is another node.</summary>
    /// <param name="primary">The home node.</param>
    /// <param name="backup">Its backup; null where there is none.</param>
    public static byte[] WriteRedirect(string primary, string? backup) => WireXml.WriteAnswer(writer =>
    {
        writer.WriteStartElement(Session);
        writer.WriteStartElement(Redirect);
        writer.WriteAttributeString(PrimaryServer, primary);
        writer.WriteOptional(BackupServer, backup);
    });

    /// <summary>Reads the answer to a login.</summary>
    /// <exception cref="PwsException">102 where it holds neither a key nor a redirect.</exception>
    public static SessionAnswer ReadSession(ReadOnlyMemory<byte> body) => WireXml.Read(body, reader =>
    {
        string? key = null;
        string? backup = null;
        SessionRedirect? redirect = null;
        while (!reader.EOF)
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                switch (reader.LocalName)
                {
                    case Session:
                        backup = reader.TextOf(BackupServer);
                        break;
                    case SessionKey:
                        key = reader.ReadText();
                        continue;
                    case Redirect when reader.TextOf(PrimaryServer) is { } primary:
                        redirect = new SessionRedirect(primary, reader.TextOf(BackupServer));
                        break;
                }
            }

            reader.Read();
        }

        return string.IsNullOrEmpty(key) && redirect is null
            ? throw new PwsException(PwsErrorCode.XmlInvalid, "The answer to the login holds neither a session key nor a redirect.")
            : new SessionAnswer(string.IsNullOrEmpty(key) ? null : key, backup, redirect);
    });

    /// <summary>Writes the states of contacts, in the order given.</summary>
    public static void WriteBasicList(IBufferWriter<byte> to, IReadOnlyList<ContactPresence> contacts) =>
        BasicListXml.Write(to, contacts);

    /// <summary>The states of contacts, in the order given.</summary>
    public static byte[] WriteBasicList(IReadOnlyList<ContactPresence> contacts)
    {
        var list = new ArrayBufferWriter<byte>(128 + (contacts.Count * 80));
        WriteBasicList(list, contacts);
        return list.WrittenSpan.ToArray();
    }

    /// <summary>
    /// Reads the states of contacts: any element <c>contact</c> with <c>contactURI</c> and <c>presenceStatus</c>, at any
    /// depth; a status that is none of ours is <see cref="PresenceState.Unknown"/>.
    /// </summary>
    /// <exception cref="PwsException">102 where the XML does not parse.</exception>
    public static IReadOnlyList<ContactPresence> ReadBasicList(ReadOnlyMemory<byte> body) => WireXml.Read(body, BasicListXml.Read);

    /// <summary>The rich presence of contacts: a PIDF document each, in the order given.</summary>
    public static byte[] WriteRichList(IEnumerable<PidfDocument> documents) => WireXml.WriteAnswer(writer =>
    {
        writer.WriteStartElement(PresenceList);
        foreach (var document in documents)
        {
            PidfWriter.Write(writer, document);
        }
    });

    /// <summary>
    /// Reads the rich presence of contacts: any element <c>presence</c>, at any depth and in any namespace, or escaped in a
    /// text.
    /// </summary>
    /// <exception cref="PwsException">102 where the XML does not parse.</exception>
    public static IReadOnlyList<PidfDocument> ReadRichList(ReadOnlyMemory<byte> body) =>
        WireXml.Read(body, reader => PidfReader.ReadAll(reader, unescape: true));

    /// <summary>The body of an error.</summary>
    public static byte[] WriteError(PwsError error) => WireXml.WriteAnswer(writer => ErrorXml.Write(writer, error));

    /// <summary>Reads the body of an error; its code need not stand in the table.</summary>
    /// <returns>False where the body is not XML, or holds no error with a number for a code.</returns>
    public static bool TryReadError(ReadOnlyMemory<byte> body, [NotNullWhen(true)] out PwsError? error)
    {
        error = ErrorOf(body)?.ToError();
        return error is not null;
    }

    /// <summary>What the body of an error says in words, where its code is no number; null where it says nothing.</summary>
    public static string? ReadErrorText(ReadOnlyMemory<byte> body) => ErrorOf(body)?.ToString() is { Length: > 0 } text ? text : null;

    private static ErrorText? ErrorOf(ReadOnlyMemory<byte> body)
    {
        try
        {
            return WireXml.Read(body, ErrorXml.Read);
        }
        catch (PwsException)
        {
            // Whatever answered with this, for example a proxy, did not speak our XML.
            return null;
        }
    }
}
