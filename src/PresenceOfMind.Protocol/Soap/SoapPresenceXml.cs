using System.Xml;
using PresenceOfMind.Protocol.Pidf;

namespace PresenceOfMind.Protocol.Soap;

/// <summary>The element <c>presenceResponse</c>.</summary>
internal static class SoapPresenceXml
{
    internal static void WriteBasic(XmlWriter writer, IReadOnlyList<ContactPresence> contacts)
    {
        Start(writer, SoapPresenceType.Basic, SoapNames.BasicPresenceList);
        foreach (var contact in contacts)
        {
            writer.WriteStartElement("contact", SoapNames.Service);
            writer.WriteAttributeString("contactURI", XmlChars.Clean(contact.ContactUri));
            writer.WriteAttributeString("presenceStatus", contact.State.ToWire());
            writer.WriteEndElement();
        }

        End(writer);
    }

    internal static void WriteRich(XmlWriter writer, IEnumerable<PidfDocument> documents)
    {
        Start(writer, SoapPresenceType.Rich, SoapNames.RichPresenceList);
        foreach (var document in documents)
        {
            PidfWriter.Write(writer, document);
        }

        End(writer);
    }

    private static void Start(XmlWriter writer, SoapPresenceType type, string list)
    {
        writer.WriteStartElement(SoapNames.PresenceResponse, SoapNames.Service);
        writer.WriteElement(SoapNames.PresenceType, type.ToWire());
        writer.WriteStartElement(list, SoapNames.Service);
    }

    private static void End(XmlWriter writer)
    {
        writer.WriteEndElement();
        writer.WriteEndElement();
    }
}
