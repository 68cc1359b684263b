using System.Net.ServerSentEvents;

namespace Faults.Dispatch;

/// <summary>Follows the events of a team over kills of the program, as clients do: it goes on after the last event that it has.</summary>
internal sealed class StreamFollower
{
    private readonly List<string> _ids = [];
    private readonly Lock _lock = new();

    /// <summary>The ids of the events that came, in the order in which they came.</summary>
    public IReadOnlyList<string> Ids
    {
        get
        {
            lock (_lock)
            {
                return [.. _ids];
            }
        }
    }

    /// <summary>How often it has connected.</summary>
    public int Connections { get; private set; }

    /// <summary>Reads until the program is gone.</summary>
    /// <param name="page">Where the program runs.</param>
    /// <param name="team">The team.</param>
    public async Task FollowAsync(Uri page, string team)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = page };
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/teams/{team}/events/stream?after=0");
        if (Ids is [.., var last])
        {
            request.Headers.Add("Last-Event-ID", last);
        }

        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            Assert.True(answer.IsSuccessStatusCode, $"The stream was refused: {(int)answer.StatusCode}");
            Connections++;
            await foreach (var item in SseParser.Create(await answer.Content.ReadAsStreamAsync()).EnumerateAsync())
            {
                lock (_lock)
                {
                    _ids.Add(item.EventId!);
                }
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            // The program was killed.
        }
    }
}
