using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace EndToEnd;

/// <summary><c>pom server</c> on free ports, with its <c>/admin</c>.</summary>
public sealed partial class AdminServer : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pom-admin-").FullName;
    private PomProcess _server = null!;

    /// <summary>Its /admin, with the key.</summary>
    public HttpClient Http { get; private set; } = null!;

    /// <summary>Its Presence Web Service.</summary>
    public Uri Pws { get; private set; } = null!;

    /// <summary>The root of its admin port.</summary>
    public string Url { get; private set; } = "";

    public string Folder => _folder;

    private string Data => Path.Combine(_folder, "data");

    public async ValueTask InitializeAsync()
    {
        try
        {
            await StartAsync();
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    public async Task<(int Code, string Output)> PomAsync(params string[] arguments)
    {
        var (code, output, _) = await PomProcess.RunAsync(_folder, [.. arguments, "--url", Url, "--data", Data]);
        return (code, output.Trim());
    }

    public Task<HttpResponseMessage> SendAsync(string method, string path, string? body)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        return Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public static async Task<string?> FieldAsync(HttpResponseMessage answer) =>
        (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["field"];

    private async Task StartAsync()
    {
        _server = PomProcess.Start(_folder, "server", "--pws-http-port", "0", "--pws-https-port", "0", "--admin-port", "0", "--data", Data);
        var output = await _server.UpAsync();
        var addresses = Address().Matches(output).Select(m => m.Value).ToList();
        Pws = new Uri(addresses[0]);
        Url = addresses.First(a => a.EndsWith("/admin", StringComparison.Ordinal))[..^"admin".Length];
        Http = new HttpClient { BaseAddress = new Uri(Url) };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", (await File.ReadAllTextAsync(Path.Combine(Data, "admin.key"))).Trim());
    }

    [GeneratedRegex(@"http://\S+")]
    private static partial Regex Address();
}
