using System.Globalization;
using System.Xml;

namespace PresenceOfMind.Protocol.Soap;

/// <summary>The simple values of SOAP messages.</summary>
internal static class SoapValues
{
    private const string Basic = "BASIC_PRESENCE";
    private const string Rich = "RICH_PRESENCE";

    internal static string ToWire(this SoapPresenceType type) => type == SoapPresenceType.Rich ? Rich : Basic;

    /// <exception cref="PwsException">110 where the text is absent or no presence type.</exception>
    internal static SoapPresenceType PresenceType(string? text) => text switch
    {
        Basic => SoapPresenceType.Basic,
        Rich => SoapPresenceType.Rich,
        _ => throw new PwsException(PwsErrorCode.PresenceTypeInvalid),
    };

    /// <exception cref="PwsException"><paramref name="code"/> where the text is neither true nor false.</exception>
    internal static bool Boolean(string text, string name, PwsErrorCode code) => text switch
    {
        "true" or "1" => true,
        "false" or "0" => false,
        _ => throw new PwsException(code, $"The value {Quote.Format(text)} of {name} is neither true nor false."),
    };

    /// <summary>An id that may be left out.</summary>
    /// <exception cref="PwsException"><paramref name="code"/>, since what is no number is no id that exists.</exception>
    internal static int? Id(string? text, PwsErrorCode code)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var id)
            ? id
            : throw new PwsException(code, $"{Quote.Format(text)} is no id.");
    }

    /// <exception cref="PwsException">102 where there is no value.</exception>
    internal static T Required<T>(T? value, string name)
        where T : struct => value ?? throw new PwsException(PwsErrorCode.XmlInvalid, $"The request holds no element {name}.");

    internal static void WriteElement(this XmlWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteElementString(name, SoapNames.Service, text);
        }
    }

    internal static void WriteElement(this XmlWriter writer, string name, int number) =>
        writer.WriteElement(name, number.ToString(CultureInfo.InvariantCulture));

    internal static void WriteElement(this XmlWriter writer, string name, bool truth) =>
        writer.WriteElement(name, truth ? "true" : "false");
}
