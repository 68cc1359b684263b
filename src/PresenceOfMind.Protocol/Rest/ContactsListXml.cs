using System.Xml;
using PresenceOfMind.Protocol.Xml;

namespace PresenceOfMind.Protocol.Rest;

/// <summary>The contact list of a request, in REST and in SOAP.</summary>
internal static class ContactsListXml
{
    internal const string Name = "contactsList";

    private const string Contact = "contact";
    private const string Uri = "contactURI";

    /// <summary>Adds the contacts of the list that the reader stands on, and moves behind it.</summary>
    /// <exception cref="PwsException">143 an empty contact, 147 another element, 148 no <c>contactURI</c>.</exception>
    internal static void Read(XmlReader reader, List<string> contacts) => reader.EachChild(name =>
    {
        if (name != Contact)
        {
            throw new PwsException(PwsErrorCode.ContactListElementInvalid, $"The contact list holds an element {Quote.Format(name)}.");
        }

        var uri = reader.GetAttribute(Uri)?.Trim() ?? throw new PwsException(PwsErrorCode.ContactAttributeInvalid);
        contacts.Add(uri.Length > 0 ? uri : throw new PwsException(PwsErrorCode.ContactEmpty));
        reader.Skip();
    });

    internal static void Write(XmlWriter writer, IEnumerable<string> contacts, string? ns = null)
    {
        writer.WriteStartElement(Name, ns);
        foreach (var uri in contacts)
        {
            writer.WriteStartElement(Contact, ns);
            writer.WriteAttributeString(Uri, uri);
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }
}
