using System.Globalization;
using System.Net;
using System.Text;
using System.Xml.Linq;

namespace Faults;

/// <summary>The requests of SOAP 1.1 on one connection.</summary>
internal sealed class SoapWire(Uri server) : IWire
{
    private const string Expiration = "<expiration>3600</expiration>";

    private readonly Uri _soap = new(server, "/presence-service/soap");
    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 1, UseProxy = false })
    {
        Timeout = TimeSpan.FromMinutes(2),
    };

    public async Task<string> LogInAppAsync(string app) =>
        Answers.Text(
            await AskAsync(null, $"<login force=\"false\"><username>{app}</username><password>secret</password></login>"),
            "session-key");

    public async Task<string> LogInAsync(string user, string appKey, bool force) => Answers.Text(
        await AskAsync(
            null,
            $"<login force=\"{(force ? "true" : "false")}\"><username>{user}</username><app-session-id>{appKey}</app-session-id></login>"),
        "session-key");

    public async Task RegisterAsync(string key, int expected) => Is(
        expected,
        await AskAsync(key, $"<registerEndPoint><url>{RestWire.Callback}</url><endPointID>0</endPointID>{Expiration}</registerEndPoint>"),
        "endPointID");

    public Task UnregisterAsync(string key, int id) =>
        AskAsync(key, $"<unregisterEndPoint><endPointID>{id}</endPointID></unregisterEndPoint>");

    public async Task SubscribeAsync(string user, string key, int expected, int endpoint, string[] contacts) => Is(
        expected,
        await AskAsync(
            key,
            $"<subscribe>{Answers.Contacts(contacts)}<subscriptionType>PRESENCE_NOTIFICATION</subscriptionType>{Expiration}"
            + $"<endPointID>{endpoint}</endPointID><subscriptionID>0</subscriptionID></subscribe>"),
        "subscriptionID");

    public Task UnsubscribeAsync(string user, string key, int id) => AskAsync(
        key, $"<unsubscribe><unsubscribeRequest><subscriptionID>{id}</subscriptionID><unsubscribeAll/></unsubscribeRequest></unsubscribe>");

    public Task SetAsync(string user, string key, string state) => SetInfoAsync(key, "BASIC", $"<basicPresence>{state}</basicPresence>");

    public Task SetRichAsync(string user, string key, string state, string note) =>
        SetInfoAsync(key, "RICH", $"<richPresence>{Answers.Document(state, note)}</richPresence>");

    public async Task<string> PollAsync(string user, string key, string contact) => Answers.State(await PollAsync(key, [contact], "BASIC"));

    public async Task<string[]> NotesAsync(string user, string key, string[] contacts) =>
        Answers.Notes(await PollAsync(key, contacts, "RICH"));

    public async Task<bool> HasEndpointAsync(string key, int id) =>
        await FindAsync(key, $"<registerEndPoint><endPointID>{id}</endPointID>{Expiration}</registerEndPoint>", "132") is not null;

    public async Task<string?> FetchAsync(string user, string key, int id) =>
        await FindAsync(
            key,
            $"<getSubscribedPresence><subscriptionID>{id}</subscriptionID><presenceType>BASIC_PRESENCE</presenceType></getSubscribedPresence>",
            "133") is { } answer ? Answers.Uris(answer) : null;

    public void Dispose() => _http.Dispose();

    private static void Is(int expected, XElement answer, string name) =>
        Assert.Equal(expected.ToString(CultureInfo.InvariantCulture), Answers.Text(answer, name));

    private Task<XElement> PollAsync(string key, string[] contacts, string type) => AskAsync(
        key, $"<getPolledPresence>{Answers.Contacts(contacts)}<presenceType>{type}_PRESENCE</presenceType></getPolledPresence>");

    private Task<XElement> SetInfoAsync(string key, string type, string info) => AskAsync(
        key,
        $"<setPresence><presenceType>{type}_PRESENCE</presenceType><presenceInfo>{info}<override>false</override></presenceInfo>{Expiration}</setPresence>");

    private async Task<XElement> AskAsync(string? key, string body) =>
        await FindAsync(key, body, "none") ?? throw new InvalidOperationException("No fault has this code.");

    /// <returns>The answer; null where it is a fault of this code.</returns>
    private async Task<XElement?> FindAsync(string? key, string body, string unknown)
    {
        var header = key is null ? "" : $"<s:Header><session-key>{key}</session-key></s:Header>";
        var envelope =
            "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\" "
                + $"xmlns=\"urn:cisco:cup:presence:soap\">{header}<s:Body>{body}</s:Body></s:Envelope>";
        using var content = new StringContent(envelope, Encoding.UTF8, "text/xml");
        using var answer = await _http.PostAsync(_soap, content);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{body}: {answer.StatusCode} {text}");
        var read = XElement.Parse(text);
        var fault = read.Descendants().FirstOrDefault(e => e.Name.LocalName == "code");
        Assert.True(fault is null || fault.Value == unknown, $"{body}: {text}");
        return fault is null ? read : null;
    }
}
