using System.Xml;
using PresenceOfMind.Protocol.Rest;
using PresenceOfMind.Protocol.Xml;

namespace PresenceOfMind.Protocol.Soap;

/// <summary>Reads the element that a SOAP body holds.</summary>
internal static class SoapRequestReader
{
    internal static SoapCall Read(XmlReader reader, SoapCall call)
    {
        try
        {
            return call with { Request = ReadRequest(reader, call.Operation), Error = null };
        }
        catch (PwsException e)
        {
            return call with { Error = e };
        }
    }

    private static SoapRequest ReadRequest(XmlReader reader, SoapOperation? operation)
    {
        if (operation is null)
        {
            throw new PwsException(
                PwsErrorCode.RootElementInvalid,
                $"The body holds {Quote.Format(reader.LocalName)}, which is no operation.");
        }

        var force = reader.GetAttribute(SoapNames.Force)?.Trim();
        var fields = new SoapFields();
        reader.EachChild(name => fields.Read(reader, name));
        return operation switch
        {
            SoapOperation.Login => new SoapLogin(
                force is not null && SoapValues.Boolean(force, SoapNames.Force, PwsErrorCode.XmlInvalid),
                fields[SoapNames.Username],
                fields[SoapNames.Password],
                fields[SoapNames.AppSessionId]),
            SoapOperation.Logout => new SoapLogout(),
            SoapOperation.GetPolledPresence => new SoapGetPolledPresence(fields.Contacts, Type(fields)),
            SoapOperation.GetSubscribedPresence => new SoapGetSubscribedPresence(RequiredSubscription(fields), Type(fields)),
            SoapOperation.SetPresence => SetPresence(fields),
            SoapOperation.Subscribe => new SoapSubscribe(
                fields.Contacts,
                fields[SoapNames.SubscriptionType],
                fields[SoapNames.Expiration],
                Endpoint(fields),
                Subscription(fields) ?? 0),
            SoapOperation.Unsubscribe => new SoapUnsubscribe(
                RequiredSubscription(fields),
                fields.Contacts,
                fields[SoapNames.UnsubscribeAll] is not (null or "false" or "0")),
            SoapOperation.RegisterEndPoint => new SoapRegisterEndPoint(
                fields[SoapNames.Url],
                Endpoint(fields) ?? 0,
                fields[SoapNames.Expiration]),
            _ => new SoapUnregisterEndPoint(SoapValues.Required(Endpoint(fields), SoapNames.EndpointId)),
        };
    }

    private static SoapSetPresence SetPresence(SoapFields fields)
    {
        var beatsAll = fields[SoapNames.Override] is { Length: > 0 } text
            && SoapValues.Boolean(text, SoapNames.Override, PwsErrorCode.OverrideInvalid);
        return Type(fields) == SoapPresenceType.Basic
            ? new SoapSetPresence(BasicPresence.Parse(fields[SoapNames.BasicPresence]), null, beatsAll, fields[SoapNames.Expiration])
            : new SoapSetPresence(null, fields.RequireRich(), beatsAll, fields[SoapNames.Expiration]);
    }

    private static SoapPresenceType Type(SoapFields fields) => SoapValues.PresenceType(fields[SoapNames.PresenceType]);

    private static int? Subscription(SoapFields fields) =>
        SoapValues.Id(fields[SoapNames.SubscriptionId], PwsErrorCode.SubscriptionUnknown);

    private static int RequiredSubscription(SoapFields fields) => SoapValues.Required(Subscription(fields), SoapNames.SubscriptionId);

    private static int? Endpoint(SoapFields fields) => SoapValues.Id(fields[SoapNames.EndpointId], PwsErrorCode.EndpointUnknown);
}
