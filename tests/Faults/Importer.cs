using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Faults;

/// <summary>
/// An operator who imports the same people again and again, each time with another name, from JSON and from CSV in turn. An
/// import is one commit: all have the name of the same one, the last acknowledged or the one that was under way.
/// </summary>
internal sealed class Importer : IAsker
{
    private const int Size = 300;
    private const string Prefix = "imported-";

    private RunningServer? _server;
    private TaskCompletionSource _answered = new();
    private int _known;
    private bool _doubtful;

    public int Acknowledged { get; private set; }

    public Task Answered => _answered.Task;

    private static IEnumerable<string> People => Enumerable.Range(0, Size).Select(n => Prefix + n.ToString(CultureInfo.InvariantCulture));

    public Task BeginAsync(RunningServer server)
    {
        _server = server;
        return Task.CompletedTask;
    }

    public async Task CheckAsync(RunningServer server, string when)
    {
        _server = server;
        using var http = server.ConnectAdmin();
        using var list = JsonDocument.Parse(await http.GetStringAsync(new Uri("admin/people", UriKind.Relative)));
        var found = list.RootElement.EnumerateArray()
            .Where(p => Text(p, "user").StartsWith(Prefix, StringComparison.Ordinal))
            .CountBy(p => Text(p, "name"))
            .ToDictionary();
        var isKnown = Is(found, _known);
        Assert.True(
            isKnown || (_doubtful && Is(found, _known + 1)),
            $"{when}: import {_known} was acknowledged, {(_doubtful ? "the next in doubt" : "none in doubt")}, and so many people have the names\n  {string.Join(", ", found)}");
        _known += isKnown ? 0 : 1;
        _doubtful = false;
    }

    public async Task WorkAsync()
    {
        using var http = _server!.ConnectAdmin();
        _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        while (true)
        {
            _doubtful = true;
            if (!await Lost.AnsweredAsync(() => SendAsync(http, _known + 1)))
            {
                return;
            }

            _known++;
            _doubtful = false;
            Acknowledged++;
            _answered.TrySetResult();
        }
    }

    private static bool Is(Dictionary<string, int> found, int import) => import == 0
        ? found.Count == 0
        : found.Count == 1 && found.GetValueOrDefault(import.ToString(CultureInfo.InvariantCulture)) == Size;

    private static string Text(JsonElement person, string member) => person.GetProperty(member).GetString()!;

    private static async Task SendAsync(HttpClient http, int import)
    {
        var name = import.ToString(CultureInfo.InvariantCulture);
        using var content = import % 2 == 0
            ? new StringContent(JsonSerializer.Serialize(People.Select(user => new { user, name })), Encoding.UTF8, "application/json")
            : new StringContent("user,name\n" + string.Join('\n', People.Select(user => $"{user},{name}")), Encoding.UTF8, "text/csv");
        using var answer = await http.PostAsync(new Uri("admin/people/import", UriKind.Relative), content);
        Assert.True(answer.IsSuccessStatusCode, $"POST /admin/people/import: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }
}
