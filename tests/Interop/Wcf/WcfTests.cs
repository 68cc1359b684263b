using System.IdentityModel.Selectors;
using System.Security.Cryptography.X509Certificates;
using System.ServiceModel;
using System.ServiceModel.Channels;
using System.ServiceModel.Security;
using System.Xml;
using PresenceOfMind.Tests.Shared;

namespace Interop.Wcf;

/// <summary>A program by WCF does a whole life against the server, over SOAP 1.1 and 1.2.</summary>
public sealed class WcfTests
{
    private const string Meeting = """
        <presence xmlns=""><person><activities>{0}</activities></person><tuple id="calendar"><source>Presence Web Service</source></tuple></presence>
        """;

    [Theory]
    [InlineData("http", true)]
    [InlineData("http", false)]
    [InlineData("https", true)]
    [InlineData("https", false)]
    public async Task A_program_by_WCF_lives(string scheme, bool soap11)
    {
        await using var server = await SecureServer.StartAsync();
        await using var listener = await CallbackListener.StartAsync();
        using var factory = Factory(server, scheme, soap11);
        var pws = factory.CreateChannel();

        var app = (await pws.LoginAsync(new LoginCall { Login = { User = "app", Password = "secret" } })).Success!.Key;
        var joe = (await pws.LoginAsync(new LoginCall { Login = { User = "joe", AppSessionId = app } })).Success!.Key;
        var rita = (await pws.LoginAsync(new LoginCall { Login = { User = "rita", AppSessionId = app, Force = true } })).Success!.Key;

        await Assert.ThrowsAsync<FaultException>(
            () => pws.UnregisterEndPointAsync(new UnregisterCall { SessionKey = app, EndpointId = 1 }));
        Assert.Equal(
            1,
            (await pws.RegisterEndPointAsync(new RegisterCall { SessionKey = app, Url = listener.Url, Expiration = 3600 })).EndpointId);
        var subscribe = new SubscribeCall
        {
            SessionKey = joe,
            Contacts = ContactListType.Of("rita@localhost"),
            EndpointId = 1,
            Expiration = 3600,
        };
        Assert.Equal(1, (await pws.SubscribeAsync(subscribe)).SubscriptionId);
        await listener.NextAsync();
        Assert.Equal("UNAVAILABLE", await FetchAsync(pws, joe));

        await SetAsync(pws, rita, new PresenceInfoType { Basic = "AVAILABLE" });
        await listener.NextAsync();
        Assert.Equal("AVAILABLE", await FetchAsync(pws, joe));

        await SetAsync(pws, rita, Rich("<meeting/>"));
        await listener.NextAsync();
        Assert.Equal("BUSY", await FetchAsync(pws, joe));
        var polled = await pws.GetPolledPresenceAsync(
            new PolledCall { SessionKey = joe, Contacts = ContactListType.Of("rita@localhost"), Type = PresenceType.Rich });
        var document = Assert.Single(polled.Presence.Rich!.Documents);
        Assert.Equal("sip:rita@localhost", document.GetAttribute("entity"));
        Assert.Single(document.GetElementsByTagName("meeting", "*").Cast<XmlNode>());

        await SetAsync(pws, rita, Rich("<clear/>"));
        await listener.NextAsync();
        Assert.Equal("AVAILABLE", await FetchAsync(pws, joe));

        var unsubscribe = new UnsubscribeCall { SessionKey = joe, Request = { SubscriptionId = 1, All = true } };
        Assert.Equal(ResponseStatusType.Success, (await pws.UnsubscribeAsync(unsubscribe)).Status);
        Assert.Equal(
            ResponseStatusType.Success,
            (await pws.UnregisterEndPointAsync(new UnregisterCall { SessionKey = app, EndpointId = 1 })).Status);
        Assert.Equal(ResponseStatusType.Success, (await pws.LogoutAsync(new LogoutCall { SessionKey = app })).Status);
        var refused = await Assert.ThrowsAsync<FaultException>(() => FetchAsync(pws, joe));
        Assert.Equal("101", refused.CreateMessageFault().GetReaderAtDetailContents().ReadElementContentCode());
    }

    private static PresenceInfoType Rich(string activities)
    {
        var document = new XmlDocument();
        document.LoadXml(Meeting.Replace("{0}", activities, StringComparison.Ordinal));
        return new PresenceInfoType { Rich = new RichPresence { Documents = [document.DocumentElement!] } };
    }

    private static async Task SetAsync(IPresence pws, string key, PresenceInfoType info)
    {
        var set = new SetCall
        {
            SessionKey = key,
            Info = info,
            Type = info.Rich is null ? PresenceType.Basic : PresenceType.Rich,
            Expiration = 3600,
        };
        Assert.Equal(ResponseStatusType.Success, (await pws.SetPresenceAsync(set)).Status);
    }

    private static async Task<string> FetchAsync(IPresence pws, string key) =>
        Assert.Single(
            (await pws.GetSubscribedPresenceAsync(
                new SubscribedCall { SessionKey = key, SubscriptionId = 1 })).Presence.Basic!.Contacts).Status;

    private static ChannelFactory<IPresence> Factory(SecureServer server, string scheme, bool soap11)
    {
        var version = MessageVersion.CreateVersion(soap11 ? EnvelopeVersion.Soap11 : EnvelopeVersion.Soap12, AddressingVersion.None);
        BindingElement transport = scheme == "https" ? new HttpsTransportBindingElement() : new HttpTransportBindingElement();
        var binding = new CustomBinding(new TextMessageEncodingBindingElement(version, System.Text.Encoding.UTF8), transport);
        var factory = new ChannelFactory<IPresence>(binding, new EndpointAddress(new Uri(server.Root(scheme), "/presence-service/soap")));
        factory.Credentials.ServiceCertificate.SslCertificateAuthentication = new X509ServiceCertificateAuthentication
        {
            CertificateValidationMode = X509CertificateValidationMode.Custom,
            CustomCertificateValidator = new Only(server.Certificate),
        };
        return factory;
    }

    /// <summary>Trusts the certificate that it was given, and no other.</summary>
    private sealed class Only(X509Certificate2 given) : X509CertificateValidator
    {
        public override void Validate(X509Certificate2 certificate)
        {
            if (!certificate.RawDataMemory.Span.SequenceEqual(given.RawDataMemory.Span))
            {
                throw new SecurityNegotiationException("This is another server.");
            }
        }
    }
}

internal static class Details
{
    /// <summary>The code in a fault's detail.</summary>
    public static string ReadElementContentCode(this XmlReader detail) =>
        detail.ReadToDescendant("code", Names.Service) ? detail.ReadElementContentAsString() : "";
}
