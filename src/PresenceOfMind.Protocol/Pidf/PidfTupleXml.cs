using System.Xml;

namespace PresenceOfMind.Protocol.Pidf;

internal static class PidfTupleXml
{
    internal static void Write(XmlWriter writer, PidfTuple tuple, PidfIds ids)
    {
        writer.WriteStartElement(PidfNames.Tuple, PidfNames.Pidf);
        writer.WriteAttributeString(PidfNames.Id, ids.MakeUnique(tuple.Id ?? PidfNames.Tuple));
        WriteStatus(writer, tuple);
        PidfWriter.WriteText(writer, PidfNames.Source, PidfNames.CiscoSource, tuple.Source);
        if (tuple.Capabilities.Count > 0)
        {
            writer.WriteStartElement(PidfNames.Capabilities, PidfNames.ServCaps);
            PidfWriter.WriteExtras(writer, tuple.Capabilities, PidfNames.ServCaps);
            writer.WriteEndElement();
        }

        PidfWriter.WriteText(writer, PidfNames.Model, PidfNames.CiscoRpid, tuple.Model);
        PidfWriter.WriteText(writer, PidfNames.UserInput, PidfNames.CiscoRpid, tuple.UserInput);
        PidfWriter.WriteExtras(writer, tuple.Extras);
        WriteContact(writer, tuple);
        PidfWriter.WriteNotes(writer, tuple.Notes, PidfNames.Pidf);
        if (tuple.Timestamp is { } time)
        {
            PidfWriter.WriteText(writer, PidfNames.Timestamp, PidfNames.Pidf, PidfValues.Time(time));
        }

        writer.WriteEndElement();
    }

    private static void WriteStatus(XmlWriter writer, PidfTuple tuple)
    {
        writer.WriteStartElement(PidfNames.Status, PidfNames.Pidf);
        if (tuple.IsOpen is { } open)
        {
            writer.WriteElementString(PidfNames.Basic, PidfNames.Pidf, open ? PidfNames.Open : PidfNames.Closed);
        }

        PidfWriter.WriteExtras(writer, tuple.StatusExtras);
        writer.WriteEndElement();
    }

    private static void WriteContact(XmlWriter writer, PidfTuple tuple)
    {
        if (string.IsNullOrWhiteSpace(tuple.Contact))
        {
            return;
        }

        writer.WriteStartElement(PidfNames.Contact, PidfNames.Pidf);
        if (PidfValues.IsPriority(tuple.ContactPriority))
        {
            writer.WriteAttributeString(PidfNames.Priority, tuple.ContactPriority);
        }

        writer.WriteString(PidfValues.AnyUri(tuple.Contact));
        writer.WriteEndElement();
    }
}
