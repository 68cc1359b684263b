using System.Xml;
using PresenceOfMind.Protocol.Xml;

namespace PresenceOfMind.Protocol.Soap;

internal static class SoapAnswerReader
{
    internal const string Response = "Response";

    /// <summary>Reads the answer's element, which the reader stands on when <paramref name="read"/> is called.</summary>
    /// <exception cref="PwsException">The code of a fault; 102 or 103 where there is no answer to the operation.</exception>
    internal static T Read<T>(ReadOnlyMemory<byte> body, SoapOperation operation, Func<XmlReader, T> read)
        where T : notnull => WireXml.Read(body, reader =>
    {
        var wanted = operation.ToWire() + Response;
        var answered = false;
        var answer = default(T)!;
        SoapEnvelope.VersionOf(reader);
        SoapEnvelope.Read(
            reader,
            _ => reader.Skip(),
            name =>
            {
                if (name == SoapNames.Fault)
                {
                    throw SoapFaultXml.Read(reader);
                }

                reader.ExpectRoot(wanted);
                answer = read(reader);
                answered = true;
            });
        return answered ? answer : throw new PwsException(PwsErrorCode.XmlInvalid, $"The envelope holds no {wanted}.");
    });

    /// <summary>The text of a child of the element that the reader stands on; null where there is none. Moves behind the element.</summary>
    internal static string? TextOf(XmlReader reader, string child)
    {
        string? text = null;
        reader.EachChild(name => text = name == child ? reader.ReadText() : Skip(reader, text));
        return text;
    }

    /// <summary>Skips an element and keeps a value as it is.</summary>
    internal static T Skip<T>(XmlReader reader, T value)
    {
        reader.Skip();
        return value;
    }
}
