using PresenceOfMind.Protocol.Xml;

namespace PresenceOfMind.Protocol.Rest;

/// <summary>
/// The bodies of REST requests, as UTF-8. Elements are known by their local names; white space, comments, a byte order
/// mark and an XML declaration do not matter; a document with a DTD is refused. Source: PWS.
/// </summary>
/// <remarks>Each reader throws <see cref="PwsException"/>: 102 where the XML does not parse or lacks what the operation
/// needs, 103 where the root element is another, and what is said of each.</remarks>
internal static class RestRequests
{
    /// <summary>The subscription type that the service knows.</summary>
    public const string PresenceNotification = "PRESENCE_NOTIFICATION";

    private const string Session = "session";
    private const string Password = "password";
    private const string Endpoint = "endpoint";
    private const string Url = "url";
    private const string Expiration = "expiration";
    private const string Subscription = "subscription";
    private const string SubscriptionType = "subscriptionType";
    private const string EndpointId = "endPointID";
    private const string Presence = "presence";

    private static readonly (byte[] Body, PresenceState State)[] UsualBasicPresence =
        [.. Enum.GetValues<PresenceState>().Where(s => s.IsSettable()).Select(s => (WriteBasicPresence(s), s))];

    /// <summary>The body of an application user's login.</summary>
    /// <exception cref="ArgumentException">The password has characters that XML cannot carry.</exception>
    public static byte[] WriteLogin(string password) => WireXml.Write(writer =>
    {
        writer.WriteStartElement(Session);
        writer.WriteElementString(Password, password);
    });

    /// <summary>The password of an application user's login.</summary>
    /// <exception cref="PwsException">102, 103; 111 where the password is empty.</exception>
    public static string ReadLoginPassword(ReadOnlyMemory<byte> body) => WireXml.Read(body, reader =>
    {
        string? password = null;
        reader.ExpectRoot(Session);
        reader.EachChild(name =>
        {
            if (name == Password)
            {
                password = reader.ReadText();
            }
            else
            {
                reader.Skip();
            }
        });

        return password switch
        {
            null => throw new PwsException(PwsErrorCode.XmlInvalid, "The element session holds no element password."),
            "" => throw new PwsException(PwsErrorCode.PasswordEmpty),
            _ => password,
        };
    });

    /// <summary>The body that registers an endpoint; a refresh needs none.</summary>
    public static byte[] WriteEndpoint(string url) => WireXml.Write(writer =>
    {
        writer.WriteStartElement(Endpoint);
        writer.WriteElementString(Url, url);
    });

    /// <summary>The body that registers or refreshes an endpoint; a blank body gives one without URL and expiration.</summary>
    /// <exception cref="PwsException">102, 103.</exception>
    public static EndpointBody ReadEndpoint(ReadOnlyMemory<byte> body) =>
        WireXml.IsBlank(body) ? new(null, null) : WireXml.Read(body, reader =>
    {
        string? url = null;
        string? expiration = null;
        reader.ExpectRoot(Endpoint);
        reader.EachChild(name =>
        {
            switch (name)
            {
                case Url:
                    url = reader.ReadText();
                    break;
                case Expiration:
                    expiration = reader.ReadText();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        });

        return new EndpointBody(url, expiration);
    });

    /// <summary>The body that makes a subscription (with an endpoint) or adds contacts to one (without).</summary>
    /// <param name="contacts">The contacts' URIs; null to leave the list out.</param>
    /// <param name="endpointId">The endpoint that hears of changes; null to leave it and the type out.</param>
    public static byte[] WriteSubscription(IEnumerable<string>? contacts, int? endpointId) => WireXml.Write(writer =>
    {
        writer.WriteStartElement(Subscription);
        if (contacts is not null)
        {
            ContactsListXml.Write(writer, contacts);
        }

        if (endpointId is { } id)
        {
            writer.WriteElementString(SubscriptionType, PresenceNotification);
            writer.WriteStartElement(EndpointId);
            writer.WriteValue(id);
            writer.WriteEndElement();
        }
    });

    /// <summary>The body that makes, extends or refreshes a subscription; a blank body gives one without anything.</summary>
    /// <exception cref="PwsException">102, 103; 143, 147 or 148 where the contact list is not as it should be.</exception>
    public static SubscriptionBody ReadSubscription(ReadOnlyMemory<byte> body) =>
        WireXml.IsBlank(body) ? new(null, null, null) : WireXml.Read(body, reader =>
    {
        List<string>? contacts = null;
        string? type = null;
        string? endpointId = null;
        reader.ExpectRoot(Subscription);
        reader.EachChild(name =>
        {
            switch (name)
            {
                case ContactsListXml.Name:
                    ContactsListXml.Read(reader, contacts ??= []);
                    break;
                case SubscriptionType:
                    type = reader.ReadText();
                    break;
                case EndpointId:
                    endpointId = reader.ReadText();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        });

        return new SubscriptionBody(contacts, type, endpointId);
    });

    /// <summary>The body that sets one's own presence, basic.</summary>
    public static byte[] WriteBasicPresence(PresenceState state) =>
        WireXml.Write(writer => writer.WriteElementString(Presence, state.ToWire()));

    /// <summary>The state that is to be set, basic.</summary>
    /// <exception cref="PwsException">102, 103; 115 where it is empty, 120 where it is no state that can be set.</exception>
    public static PresenceState ReadBasicPresence(ReadOnlyMemory<byte> body)
    {
        // What hardly any client writes otherwise needs no reader, whose buffers are a thousand times as large.
        foreach (var (usual, state) in UsualBasicPresence)
        {
            if (body.Span.SequenceEqual(usual))
            {
                return state;
            }
        }

        return WireXml.Read(body, reader =>
        {
            reader.ExpectRoot(Presence);
            return BasicPresence.Parse(reader.ReadText());
        });
    }
}
