using System.Globalization;
using System.Xml;
using PresenceOfMind.Protocol.Xml;

namespace PresenceOfMind.Protocol.Rest;

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

    /// <summary>The first error at or below where the reader stands; null where there is none. Moves behind it.</summary>
    internal static ErrorText? Read(XmlReader reader)
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

    /// <summary>
    /// The first error below the element that the reader stands on, at any depth; null where there is none. Moves behind the element.
    /// </summary>
    internal static ErrorText? ReadBelow(XmlReader reader)
    {
        ErrorText? error = null;
        reader.EachChild(name =>
        {
            var found = name == Name ? ReadElement(reader) : ReadBelow(reader);
            error ??= found;
        });
        return error;
    }

    private static ErrorText ReadElement(XmlReader reader)
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
        return new ErrorText(code, message, fix);
    }
}
