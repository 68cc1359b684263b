using System.Xml;
using PresenceOfMind.Protocol.Xml;

namespace PresenceOfMind.Protocol.Pidf;

/// <summary>
/// Writes PIDF documents strictly, valid against RFC 3863: elements in its order, what PIDF does not know in namespaces of
/// its own, ids as XML wants them. What a schema refuses is mended where it can be, else left out.
/// </summary>
public static class PidfWriter
{
    /// <summary>Writes one document as UTF-8, without an XML declaration.</summary>
    public static byte[] Write(PidfDocument document) => WireXml.Write(writer => Write(writer, document));

    internal static void Write(XmlWriter writer, PidfDocument document)
    {
        var ids = new PidfIds();
        writer.WriteStartElement(PidfNames.Presence, PidfNames.Pidf);
        writer.WriteAttributeString(PidfNames.Entity, PidfValues.AnyUri(document.Entity ?? ""));
        foreach (var tuple in document.Tuples)
        {
            PidfTupleXml.Write(writer, tuple, ids);
        }

        WriteNotes(writer, document.Notes, PidfNames.Pidf);
        if (document.Person is { } person)
        {
            WritePerson(writer, person, ids);
        }

        foreach (var device in document.Devices)
        {
            WriteDevice(writer, device, ids);
        }

        WriteText(writer, PidfNames.DisplayName, PidfNames.Cipid, document.DisplayName);
        WriteExtras(writer, document.Extras);
        writer.WriteEndElement();
    }

    internal static void WriteText(XmlWriter writer, string name, string ns, string? text)
    {
        if (!string.IsNullOrWhiteSpace(text))
        {
            writer.WriteElementString(name, ns, XmlChars.Clean(text));
        }
    }

    internal static void WriteNotes(XmlWriter writer, IReadOnlyList<PidfNote> notes, string ns)
    {
        foreach (var note in notes.Where(note => !string.IsNullOrWhiteSpace(note.Text)))
        {
            writer.WriteStartElement(PidfNames.Note, ns);
            if (PidfValues.IsLanguage(note.Language))
            {
                writer.WriteAttributeString("xml", PidfNames.Lang, null, note.Language);
            }

            writer.WriteString(XmlChars.Clean(note.Text));
            writer.WriteEndElement();
        }
    }

    internal static void WriteExtras(XmlWriter writer, IReadOnlyList<PidfElement> extras, string home = PidfNames.CiscoRpid)
    {
        foreach (var extra in extras)
        {
            PidfTree.Write(writer, extra, home);
        }
    }

    private static void WritePerson(XmlWriter writer, PidfPerson person, PidfIds ids)
    {
        writer.WriteStartElement(PidfNames.Person, PidfNames.CiscoRpid);
        writer.WriteAttributeString(PidfNames.Id, ids.MakeUnique(person.Id ?? PidfNames.Person));
        writer.WriteStartElement(PidfNames.Activities, PidfNames.CiscoRpid);
        foreach (var activity in person.Activities)
        {
            PidfTree.Write(writer, activity with { Namespace = PidfNames.CiscoRpid }, PidfNames.CiscoRpid);
        }

        WriteText(writer, PidfNames.UserInput, PidfNames.CiscoRpid, person.UserInput);
        writer.WriteEndElement();
        WriteText(writer, PidfNames.Class, PidfNames.CiscoRpid, person.Class);
        WriteNotes(writer, person.Notes, PidfNames.CiscoRpid);
        WriteExtras(writer, person.Extras);
        writer.WriteEndElement();
    }

    private static void WriteDevice(XmlWriter writer, PidfDevice device, PidfIds ids)
    {
        writer.WriteStartElement(PidfNames.Device, PidfNames.DataModel);
        writer.WriteAttributeString(PidfNames.Id, ids.MakeUnique(device.Id ?? PidfNames.Device));
        WriteText(writer, PidfNames.UserInput, PidfNames.CiscoRpid, device.UserInput);
        WriteExtras(writer, device.Extras);
        WriteText(writer, PidfNames.DeviceId, PidfNames.DataModel, device.DeviceId);
        WriteNotes(writer, device.Notes, PidfNames.DataModel);
        writer.WriteEndElement();
    }
}
