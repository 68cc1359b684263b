using System.Xml;
using PresenceOfMind.Protocol.Pidf;
using PresenceOfMind.Protocol.Rest;

namespace PresenceOfMind.Protocol.Soap;

/// <summary>Writes the element that a SOAP body holds.</summary>
internal static class SoapRequestWriter
{
    internal static void Write(XmlWriter writer, SoapRequest request)
    {
        writer.WriteStartElement(request.Operation.ToWire(), SoapNames.Service);
        switch (request)
        {
            case SoapLogin login:
                writer.WriteAttributeString(SoapNames.Force, login.Force ? "true" : "false");
                writer.WriteElement(SoapNames.Username, login.Username);
                writer.WriteElement(SoapNames.Password, login.Password);
                writer.WriteElement(SoapNames.AppSessionId, login.AppSessionId);
                break;
            case SoapGetPolledPresence get:
                WriteContacts(writer, get.Contacts);
                writer.WriteElement(SoapNames.PresenceType, get.Type.ToWire());
                break;
            case SoapGetSubscribedPresence get:
                writer.WriteElement(SoapNames.SubscriptionId, get.SubscriptionId);
                writer.WriteElement(SoapNames.PresenceType, get.Type.ToWire());
                break;
            case SoapSetPresence set:
                WriteSetPresence(writer, set);
                break;
            case SoapSubscribe subscribe:
                WriteSubscribe(writer, subscribe);
                break;
            case SoapUnsubscribe unsubscribe:
                WriteUnsubscribe(writer, unsubscribe);
                break;
            case SoapRegisterEndPoint register:
                writer.WriteElement(SoapNames.Url, register.Url);
                writer.WriteElement(SoapNames.EndpointId, register.EndpointId);
                writer.WriteElement(SoapNames.Expiration, register.Expiration);
                break;
            case SoapUnregisterEndPoint unregister:
                writer.WriteElement(SoapNames.EndpointId, unregister.EndpointId);
                break;
        }

        writer.WriteEndElement();
    }

    private static void WriteSetPresence(XmlWriter writer, SoapSetPresence set)
    {
        writer.WriteElement(SoapNames.PresenceType, (set.Rich is null ? SoapPresenceType.Basic : SoapPresenceType.Rich).ToWire());
        writer.WriteStartElement(SoapNames.PresenceInfo, SoapNames.Service);
        if (set.Rich is { } document)
        {
            writer.WriteStartElement(SoapNames.RichPresence, SoapNames.Service);
            PidfWriter.Write(writer, document);
            writer.WriteEndElement();
        }
        else
        {
            writer.WriteElement(SoapNames.BasicPresence, set.Basic?.ToWire());
        }

        writer.WriteElement(SoapNames.Override, set.Override);
        writer.WriteEndElement();
        writer.WriteElement(SoapNames.Expiration, set.Expiration);
    }

    private static void WriteSubscribe(XmlWriter writer, SoapSubscribe subscribe)
    {
        WriteContacts(writer, subscribe.Contacts);
        writer.WriteElement(SoapNames.SubscriptionType, subscribe.SubscriptionType);
        writer.WriteElement(SoapNames.Expiration, subscribe.Expiration);
        writer.WriteElement(SoapNames.EndpointId, subscribe.EndpointId ?? 0);
        writer.WriteElement(SoapNames.SubscriptionId, subscribe.SubscriptionId);
    }

    private static void WriteUnsubscribe(XmlWriter writer, SoapUnsubscribe unsubscribe)
    {
        writer.WriteStartElement(SoapNames.UnsubscribeRequest, SoapNames.Service);
        writer.WriteElement(SoapNames.SubscriptionId, unsubscribe.SubscriptionId);
        WriteContacts(writer, unsubscribe.Contacts);
        if (unsubscribe.All)
        {
            writer.WriteElement(SoapNames.UnsubscribeAll, true);
        }

        writer.WriteEndElement();
    }

    private static void WriteContacts(XmlWriter writer, IReadOnlyList<string>? contacts)
    {
        if (contacts is not null)
        {
            ContactsListXml.Write(writer, contacts, SoapNames.Service);
        }
    }
}
