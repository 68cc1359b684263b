using System.Xml;
using System.Xml.Serialization;

namespace Interop.Wcf;

public enum PresenceType
{
    [XmlEnum("BASIC_PRESENCE")]
    Basic,

    [XmlEnum("RICH_PRESENCE")]
    Rich,
}

public enum EventType
{
    [XmlEnum("PRESENCE_NOTIFICATION")]
    Presence,
}

public enum ResponseStatusType
{
    [XmlEnum("SUCCESS")]
    Success,

    [XmlEnum("FAILURE")]
    Failure,
}

public sealed class WcfContact
{
    [XmlAttribute("contactURI")]
    public string Uri { get; set; } = "";
}

public sealed class ContactListType
{
    [XmlElement("contact")]
    public WcfContact[] Contacts { get; set; } = [];

    public static ContactListType Of(params string[] uris) =>
        new() { Contacts = Array.ConvertAll(uris, uri => new WcfContact { Uri = uri }) };
}

public sealed class ContactStatusType
{
    [XmlAttribute("contactURI")]
    public string Uri { get; set; } = "";

    [XmlAttribute("presenceStatus")]
    public string Status { get; set; } = "";
}

public sealed class BasicPresenceList
{
    [XmlElement("contact")]
    public ContactStatusType[] Contacts { get; set; } = [];
}

public sealed class RichPresence
{
    [XmlAnyElement]
    public XmlElement[] Documents { get; set; } = [];
}

public sealed class PresenceResponse
{
    [XmlElement("presenceType")]
    public PresenceType Type { get; set; }

    [XmlElement("basicPresenceList")]
    public BasicPresenceList? Basic { get; set; }

    [XmlElement("richPresenceList")]
    public RichPresence? Rich { get; set; }
}

public sealed class PresenceInfoType
{
    [XmlElement("basicPresence")]
    public string? Basic { get; set; }

    [XmlElement("richPresence")]
    public RichPresence? Rich { get; set; }

    [XmlElement("override")]
    public bool Override { get; set; }
}

public sealed class UnsubscribeRequest
{
    [XmlElement("subscriptionID")]
    public int SubscriptionId { get; set; }

    [XmlElement("contactsList")]
    public ContactListType? Contacts { get; set; }

    [XmlElement("unsubscribeAll")]
    public bool All { get; set; }
}

public sealed class Success
{
    [XmlAttribute("backupServer")]
    public string? BackupServer { get; set; }

    [XmlElement("session-key")]
    public string Key { get; set; } = "";
}
