using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace EndToEnd;

public sealed partial class AuditTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pom-audit-").FullName;

    private string Data => Path.Combine(_folder, "data");

    [Fact]
    public async Task What_was_acknowledged_is_in_the_audit_after_a_kill_and_the_command_reads_it_with_and_without_the_program()
    {
        var key = (await PomAsync("keys", "add", "auditor", "--data", Data)).Trim();
        await using (var first = Start())
        {
            using var http = new HttpClient { BaseAddress = await UrlAsync(first) };
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
            for (var i = 0; i < 20; i++)
            {
                using var body = new StringContent($$"""{"name":"c{{i}}"}""", null, "application/json");
                using var answer = await http.PutAsync(
                    new Uri($"api/v1/channels/c{i}", UriKind.Relative), body, TestContext.Current.CancellationToken);
                answer.EnsureSuccessStatusCode();
            }

            await first.KillAsync();
        }

        string running;
        await using (var second = Start())
        {
            var file = Path.Combine(_folder, "auditor.key");
            await File.WriteAllTextAsync(file, key, TestContext.Current.CancellationToken);
            running = await PomAsync(
                "audit", "--json", "--action", "channel", "--actor", "key:auditor", "--api-key-file", file,
                "--url", $"{await UrlAsync(second)}");
            Assert.Equal(Enumerable.Range(0, 20).Select(i => $"c{i}"), Subjects(running));
            second.Interrupt();
            await second.EndAsync();
        }

        Assert.Equal(running, await PomAsync("audit", "--json", "--action", "channel", "--data", Data));
        Assert.Contains(",key.added,auditor,", await PomAsync("audit", "--csv", "--all", "--data", Data), StringComparison.Ordinal);

        await PomAsync("keys", "revoke", "auditor", "--data", Data);
        var revoked = JsonNode.Parse(await PomAsync("audit", "--json", "--limit", "1", "--data", Data))!;
        Assert.Equal(
            ("key.revoked", "data-folder", "auditor"),
            ((string?)revoked["action"], (string?)revoked["actor"], (string?)revoked["subject"]));
        Assert.DoesNotContain(key[..20], await PomAsync("audit", "--json", "--all", "--data", Data), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<Uri> UrlAsync(PomProcess pom) => new(Page().Match(await pom.UpAsync()).Value);

    private PomProcess Start() => PomProcess.Start(
        _folder, "up", "--data", Data, "--port", "0", "--pws-http-port", "0", "--pws-https-port", "0");

    private async Task<string> PomAsync(params string[] arguments)
    {
        var (code, output, error) = await PomProcess.RunAsync(_folder, arguments);
        Assert.True(code == 0, error);
        return output;
    }

    /// <summary>The subjects, from the oldest entry on.</summary>
    private static IEnumerable<string> Subjects(string lines) => lines
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => (string)JsonNode.Parse(line)!["subject"]!)
        .Reverse();

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/")]
    private static partial Regex Page();
}
