using System.Globalization;
using System.Net;
using PresenceOfMind.Bench.Load;

namespace PresenceOfMind.Bench.Dispatching;

/// <summary>
/// Adds tasks and completes them over some connections. Each connection completes what it added, so that nobody is left with one.
/// </summary>
/// <param name="server">The server.</param>
/// <param name="connections">How many connections.</param>
/// <param name="key">The text of the API key that each request carries; null for none.</param>
internal sealed class TaskLoad(IPEndPoint server, int connections, string? key)
{
    private readonly LoadGenerator _load = new(server, connections);
    private readonly string[] _headers =
        key is null ? ["Content-Type: application/json"] : ["Content-Type: application/json", $"Authorization: Bearer {key}"];

    private int _round;

    /// <summary>Runs for a while.</summary>
    /// <returns>Tasks a second that were added and completed.</returns>
    public async Task<double> RunAsync(TimeSpan time)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"r{++_round}");
        return await _load.RunAsync(
            time, (connection, number) => Request($"{name}-{connection}-{number / 2}", isAdding: number % 2 == 0), together: 2) / 2;
    }

    private byte[] Request(string id, bool isAdding) => isAdding
        ? Requests.Create(
            "POST",
            "/api/v1/teams/demo/tasks",
            null,
            $$$"""{"id":"{{{id}}}","title":"A task of the bench","attributes":{"customer":"Osei"}}""",
            _headers)
        : Requests.Create("POST", $"/api/v1/teams/demo/tasks/{id}/complete", null, null, _headers[1..]);
}
