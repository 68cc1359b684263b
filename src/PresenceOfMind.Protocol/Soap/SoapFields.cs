using System.Xml;
using PresenceOfMind.Protocol.Pidf;
using PresenceOfMind.Protocol.Rest;
using PresenceOfMind.Protocol.Xml;

namespace PresenceOfMind.Protocol.Soap;

/// <summary>The elements of a SOAP request by their names, in whatever order they came.</summary>
internal sealed class SoapFields
{
    private readonly Dictionary<string, string> _texts = [];
    private IReadOnlyList<PidfDocument>? _rich;
    private List<string>? _contacts;

    /// <summary>The contact list; null where there is none.</summary>
    internal IReadOnlyList<string>? Contacts => _contacts;

    /// <summary>An element's text; null where it is absent.</summary>
    internal string? this[string name] => _texts.GetValueOrDefault(name);

    /// <exception cref="PwsException">102 where there is no PIDF document.</exception>
    internal PidfDocument RequireRich() => _rich is [var document, ..]
        ? document
        : throw new PwsException(PwsErrorCode.XmlInvalid, "The element richPresence holds no element presence.");

    /// <summary>Reads a child of the request; those that only wrap others give these.</summary>
    internal void Read(XmlReader reader, string name)
    {
        if (name is SoapNames.PresenceInfo or SoapNames.UnsubscribeRequest)
        {
            reader.EachChild(inner => ReadField(reader, inner));
        }
        else
        {
            ReadField(reader, name);
        }
    }

    private void ReadField(XmlReader reader, string name)
    {
        switch (name)
        {
            case ContactsListXml.Name:
                ContactsListXml.Read(reader, _contacts ??= []);
                break;
            case SoapNames.RichPresence:
                _rich = PidfReader.ReadAll(reader, unescape: true);
                break;
            case SoapNames.UnsubscribeAll:
                // Whatever it holds says yes, but for the two words that say no.
                _texts[name] = reader.ReadInnerXml().Trim();
                break;
            case SoapNames.Username or SoapNames.Password or SoapNames.AppSessionId or SoapNames.PresenceType or SoapNames.BasicPresence
                or SoapNames.Override or SoapNames.Expiration or SoapNames.SubscriptionType or SoapNames.SubscriptionId
                or SoapNames.EndpointId or SoapNames.Url:
                _texts[name] = reader.ReadText();
                break;
            default:
                reader.Skip();
                break;
        }
    }
}
