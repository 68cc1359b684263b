using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Faults;

/// <summary>
/// An operator who imports the same people again and again, each time with another name, from JSON and from CSV in turn. An
/// import is one commit: all have the name of the same one, the last acknowledged or the one that was under way.
/// </summary>
internal sealed class Importer : CountingAsker
{
    private const int Size = 300;
    private const string Prefix = "imported-";

    private static IEnumerable<string> People => Enumerable.Range(0, Size).Select(n => Prefix + n.ToString(CultureInfo.InvariantCulture));

    protected override async Task CheckAsync(RunningServer server, Check check)
    {
        using var http = server.ConnectAdmin();
        using var list = JsonDocument.Parse(await http.GetStringAsync(new Uri("admin/people", UriKind.Relative)));
        var found = list.RootElement.EnumerateArray()
            .Where(p => Text(p, "user").StartsWith(Prefix, StringComparison.Ordinal))
            .CountBy(p => Text(p, "name"))
            .ToDictionary();
        check(import => Is(found, import), string.Join(", ", found));
    }

    private static bool Is(Dictionary<string, int> found, int import) => import == 0
        ? found.Count == 0
        : found.Count == 1 && found.GetValueOrDefault(import.ToString(CultureInfo.InvariantCulture)) == Size;

    private static string Text(JsonElement person, string member) => person.GetProperty(member).GetString()!;

    protected override async Task SendAsync(HttpClient http, int import)
    {
        var name = import.ToString(CultureInfo.InvariantCulture);
        using var content = import % 2 == 0
            ? new StringContent(JsonSerializer.Serialize(People.Select(user => new { user, name })), Encoding.UTF8, "application/json")
            : new StringContent("user,name\n" + string.Join('\n', People.Select(user => $"{user},{name}")), Encoding.UTF8, "text/csv");
        using var answer = await http.PostAsync(new Uri("admin/people/import", UriKind.Relative), content);
        Assert.True(
            answer.IsSuccessStatusCode,
            $"POST /admin/people/import: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }
}
