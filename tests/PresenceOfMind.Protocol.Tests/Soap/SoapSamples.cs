using CsCheck;
using PresenceOfMind.Protocol.Soap;
using PresenceOfMind.Protocol.Tests.Pidf;

namespace PresenceOfMind.Protocol.Tests.Soap;

internal static class SoapSamples
{
    internal static Gen<SoapVersion> Version { get; } = Gen.Enum<SoapVersion>();

    internal static Gen<SoapRequest> Request { get; } = Gen.OneOf(
        Gen.Select(
            Gen.Bool,
            Texts.Any,
            Texts.NotEmpty.Null(),
            Texts.NotEmpty.Null(),
            (force, user, password, app) => (SoapRequest)new SoapLogin(force, user, password, app)),
        Gen.Const((SoapRequest)new SoapLogout()),
        Gen.Select(
            Contacts.Null(),
            Gen.Enum<SoapPresenceType>(),
            (contacts, type) => (SoapRequest)new SoapGetPolledPresence(contacts, type)),
        Gen.Select(Gen.Int, Gen.Enum<SoapPresenceType>(), (id, type) => (SoapRequest)new SoapGetSubscribedPresence(id, type)),
        Gen.Select(
            Gen.Enum<PresenceState>().Where(s => s.IsSettable()),
            Gen.Bool,
            Texts.Any.Null(),
            (state, beats, expiry) => (SoapRequest)new SoapSetPresence(state, null, beats, expiry)),
        Gen.Select(
            PidfDocuments.Any,
            Gen.Bool,
            Texts.Any.Null(),
            (document, beats, expiry) => (SoapRequest)new SoapSetPresence(null, document, beats, expiry)),
        Gen.Select(
            Contacts.Null(),
            Texts.Any.Null(),
            Texts.Any.Null(),
            Gen.Int,
            Gen.Int,
            (contacts, type, expiry, endpoint, id) => (SoapRequest)new SoapSubscribe(contacts, type, expiry, endpoint, id)),
        Gen.Select(Gen.Int, Contacts.Null(), Gen.Bool, (id, contacts, all) => (SoapRequest)new SoapUnsubscribe(id, contacts, all)),
        Gen.Select(
            Texts.Any.Null(),
            Gen.Int,
            Texts.Any.Null(),
            (url, id, expiry) => (SoapRequest)new SoapRegisterEndPoint(url, id, expiry)),
        Gen.Int.Select(id => (SoapRequest)new SoapUnregisterEndPoint(id)));

    private static Gen<string[]> Contacts => Texts.NotEmpty.Array[0, 5];

    internal static byte[] Envelope(string body, string header = "", string ns = SoapNames.Envelope11) =>
        $"<e:Envelope xmlns:e='{ns}' xmlns:p='urn:cisco:cup:presence:soap'><e:Header>{header}</e:Header><e:Body>{body}</e:Body></e:Envelope>".Utf8();
}
