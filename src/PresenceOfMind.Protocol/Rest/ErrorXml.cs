using System.Globalization;
using System.Xml;

namespace PresenceOfMind.Protocol;

/// <summary>The element <c>error</c>: the body of a REST error and the detail of a SOAP fault.</summary>
internal static class ErrorXml
{
    internal const string Name = "error";
    private const string Code = "code";
    private const string Message = "message";
    private const string Fix = "fix";

    internal static void Write(XmlWriter writer, PwsError error, string? ns = null)
    {
        writer.WriteStartElement(Name, ns);
        writer.WriteElementString(Code, ns, ((int)error.Code).ToString(CultureInfo.InvariantCulture));
        writer.WriteElementString(Message, ns, XmlChars.Clean(error.Message));
        writer.WriteElementString(Fix, ns, XmlChars.Clean(error.Fix));
        writer.WriteEndElement();
    }

    /// <summary>The first error at or below where the reader stands; null where there is none with a code of the table.</summary>
    internal static PwsError? Read(XmlReader reader)
    {
        while (reader.NodeType != XmlNodeType.Element || reader.LocalName != Name)
        {
            if (!reader.Read())
            {
                return null;
            }
        }

        return ReadElement(reader);
    }

    /// <summary>The error that the reader stands on; null where its code is none of the table. Moves behind it.</summary>
    internal static PwsError? ReadElement(XmlReader reader)
    {
        string? code = null;
        string? message = null;
        string? fix = null;
        reader.EachChild(name =>
        {
            switch (name)
            {
                case Code:
                    code = reader.ReadText();
                    break;
                case Message:
                    message = reader.ReadText();
                    break;
                case Fix:
                    fix = reader.ReadText();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        });

        if (!int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || !Enum.IsDefined((PwsErrorCode)number))
        {
            return null;
        }

        var row = PwsError.Of((PwsErrorCode)number);
        return row with { Message = message ?? row.Message, Fix = fix ?? row.Fix };
    }
}
