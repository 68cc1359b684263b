using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace PresenceOfMind.Bench.Serving;

/// <summary>Brings people and devices' reports in, as an operator's script would.</summary>
internal sealed class AdminFeed(int port) : IDisposable
{
    private const int ImportedAtOnce = 100_000;

    private readonly HttpClient _http = new()
    {
        BaseAddress = new Uri($"http://127.0.0.1:{port}/admin/"),
        Timeout = TimeSpan.FromMinutes(4),
    };

    /// <summary>Adds the application user <c>app</c>.</summary>
    public Task AddApplicationAsync() => SendAsync(HttpMethod.Put, "app-users/app", "{\"password\":\"secret\"}"u8.ToArray());

    /// <summary>Adds the people <c>p0</c>, <c>p1</c> and so on.</summary>
    public async Task AddPeopleAsync(int from, int to)
    {
        for (var i = from; i < to; i += ImportedAtOnce)
        {
            await SendAsync(
                HttpMethod.Post,
                "people/import",
                List(i, Math.Min(to, i + ImportedAtOnce), n => $"{{\"user\":\"p{n}\",\"name\":\"Person {n}\"}}"));
        }
    }

    /// <summary>Reports the state of the phones of some people.</summary>
    public Task ReportAsync(byte[] reports) => SendAsync(HttpMethod.Put, "devices", reports);

    /// <summary>The reports of the phones of some people.</summary>
    public static byte[] Reports(int from, int to, string state) =>
        List(from, to, n => $"{{\"user\":\"p{n}\",\"tuple\":\"phone\",\"state\":\"{state}\",\"kind\":\"phone\"}}");

    public void Dispose() => _http.Dispose();

    private static byte[] List(int from, int to, Func<string, string> entry)
    {
        var text = new StringBuilder("[");
        text.AppendJoin(',', Enumerable.Range(from, to - from).Select(n => entry(n.ToString(CultureInfo.InvariantCulture))));
        return Encoding.UTF8.GetBytes(text.Append(']').ToString());
    }

    private async Task SendAsync(HttpMethod method, string path, byte[] body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await _http.SendAsync(request);
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{path}: {await answer.Content.ReadAsStringAsync()}");
        }
    }
}
