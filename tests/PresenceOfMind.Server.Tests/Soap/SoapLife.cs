using System.Net.Http.Headers;
using System.Text;
using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Rest;
using PresenceOfMind.Protocol.Soap;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Server.Tests.Soap;

/// <summary>The requests of a program's life over SOAP, each of which must succeed.</summary>
internal static class SoapLife
{
    public const string Path = "/presence-service/soap";
    private const string Hour = "3600";

    public static string Envelope(string body, string? key = null, string ns = "http://schemas.xmlsoap.org/soap/envelope/") =>
        $"<s:Envelope xmlns:s=\"{ns}\" xmlns=\"urn:cisco:cup:presence:soap\">"
        + (key is null ? "" : $"<s:Header><session-key>{key}</session-key></s:Header>")
        + $"<s:Body>{body}</s:Body></s:Envelope>";

    public static async Task<(int Status, string ContentType, byte[] Body)> PostAsync(
        this PwsTestServer server, byte[] envelope, string contentType = "text/xml; charset=utf-8")
    {
        using var content = new ByteArrayContent(envelope);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        using var answer = await server.Http.PostAsync(new Uri(Path, UriKind.Relative), content);
        return ((int)answer.StatusCode, answer.Content.Headers.ContentType!.ToString(), await answer.Content.ReadAsByteArrayAsync());
    }

    public static Task<(int Status, string ContentType, byte[] Body)> PostAsync(this PwsTestServer server, string envelope) =>
        server.PostAsync(Encoding.UTF8.GetBytes(envelope));

    public static async Task<byte[]> AskAsync(
        this PwsTestServer server, SoapRequest request, string? key = null, SoapVersion version = SoapVersion.Soap11)
    {
        var (status, contentType, body) = await server.PostAsync(SoapRequests.Write(version, key, request), version.ContentType());
        Assert.Equal(200, status);
        Assert.Equal(version.ContentType(), contentType);
        return body;
    }

    public static async Task<string> SoapLogInAppAsync(
        this PwsTestServer server, bool force = false, SoapVersion version = SoapVersion.Soap11) =>
        SoapAnswers.ReadLogin(await server.AskAsync(new SoapLogin(force, "app", "secret", null), null, version)).SessionKey!;

    public static async Task<string> SoapLogInAsync(
        this PwsTestServer server, string user, string app, bool force = false, SoapVersion version = SoapVersion.Soap11) =>
        SoapAnswers.ReadLogin(await server.AskAsync(new SoapLogin(force, user, null, app), null, version)).SessionKey!;

    public static async Task<int> SoapRegisterAsync(
        this PwsTestServer server, string app, string url, SoapVersion version = SoapVersion.Soap11) =>
        SoapAnswers.ReadEndpointId(await server.AskAsync(new SoapRegisterEndPoint(url, 0, Hour), app, version));

    public static async Task<int> SoapSubscribeAsync(
        this PwsTestServer server, string key, int endpoint, string[] contacts, SoapVersion version = SoapVersion.Soap11) =>
        SoapAnswers.ReadSubscriptionId(await server.AskAsync(
            new SoapSubscribe(contacts, RestRequests.PresenceNotification, Hour, endpoint, 0), key, version));

    public static async Task SoapSetAsync(
        this PwsTestServer server, string key, PresenceState state, bool asOverride = false, SoapVersion version = SoapVersion.Soap11) =>
        Assert.True(SoapAnswers.ReadStatus(
            await server.AskAsync(new SoapSetPresence(state, null, asOverride, Hour), key, version), SoapOperation.SetPresence));

    public static async Task<Dictionary<string, PresenceState>> SoapFetchAsync(
        this PwsTestServer server, string key, int subscription, SoapVersion version = SoapVersion.Soap11) =>
        SoapAnswers.ReadBasicPresence(
            await server.AskAsync(new SoapGetSubscribedPresence(subscription, SoapPresenceType.Basic), key, version),
            SoapOperation.GetSubscribedPresence).ToDictionary(c => c.ContactUri, c => c.State);
}
