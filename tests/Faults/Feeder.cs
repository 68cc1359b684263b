using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Faults;

/// <summary>
/// A phone system that reports many people's phones in one call of the device feed. A batch is one commit: every person has
/// the note of the same batch, the last acknowledged or the one that was under way.
/// </summary>
internal sealed class Feeder : CountingAsker
{
    private const int Size = 30;
    private const string App = "feeder";
    private const string User = "reader";

    public static IEnumerable<string> AppUsers => [App];

    public static IEnumerable<string> Users => [.. People, User];

    private static IEnumerable<string> People => Enumerable.Range(0, Size).Select(n => $"fed{n}");

    protected override async Task CheckAsync(RunningServer server, Check check)
    {
        using var wire = new RestWire(server.Pws);
        var key = await wire.LogInAsync(User, await wire.LogInAppAsync(App), force: false);
        var found = await wire.NotesAsync(User, key, [.. People.Select(p => p + "@localhost")]);
        check(batch => found.SequenceEqual(Notes(batch)), string.Join(',', found));
    }

    // Every seventh person's phone says nothing, another one in each batch.
    private static bool IsClear(int person, int batch) => batch == 0 || (person + batch) % 7 == 0;

    private static IEnumerable<string> Notes(int batch) =>
        Enumerable.Range(0, Size).Select(n => IsClear(n, batch) ? "" : batch.ToString(CultureInfo.InvariantCulture));

    protected override async Task SendAsync(HttpClient http, int batch)
    {
        object Report(string user, int person) => IsClear(person, batch)
            ? new { user, tuple = "phone", clear = true }
            : new { user, tuple = "phone", state = batch % 2 == 0 ? "AWAY" : "BUSY", note = batch.ToString(CultureInfo.InvariantCulture) };

        using var content = new StringContent(JsonSerializer.Serialize(People.Select(Report)), Encoding.UTF8, "application/json");
        using var answer = await http.PutAsync(new Uri("admin/devices", UriKind.Relative), content);
        Assert.True(answer.IsSuccessStatusCode, $"PUT /admin/devices: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }
}
