using System.Net;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json.Nodes;

namespace PresenceOfMind.Dispatch.Tests.Events;

/// <summary>An event stream that is open, as a client reads it.</summary>
internal sealed class StreamReading : IDisposable
{
    private readonly HttpResponseMessage _answer;
    private readonly Stream _body;

    private StreamReading(HttpResponseMessage answer, Stream body) => (_answer, _body) = (answer, body);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Opens a stream.</summary>
    /// <param name="http">The program.</param>
    /// <param name="path">The stream's path.</param>
    /// <param name="last">The last event that the reader has; null for none.</param>
    public static async Task<StreamReading> OpenAsync(HttpClient http, string path, string? last = null)
    {
        var answer = await AskAsync(http, path, last);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {(int)answer.StatusCode}");
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        return new StreamReading(answer, await answer.Content.ReadAsStreamAsync(Cancel));
    }

    /// <summary>Asks for a stream.</summary>
    /// <inheritdoc cref="OpenAsync"/>
    public static async Task<HttpResponseMessage> AskAsync(HttpClient http, string path, string? last = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (last is not null)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", last);
        }

        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
    }

    /// <summary>The events that are whole in a piece of a stream.</summary>
    /// <param name="piece">What came until the cut.</param>
    public static List<SseItem<string>> Parse(byte[] piece) => [.. SseParser.Create(new MemoryStream(piece)).Enumerate()];

    /// <summary>Reads so many events; fewer where the stream ends.</summary>
    /// <param name="count">How many.</param>
    public async Task<List<JsonNode>> ReadAsync(int count)
    {
        var events = new List<JsonNode>();
        if (count > 0)
        {
            await foreach (var item in SseParser.Create(_body).EnumerateAsync(Cancel))
            {
                var e = JsonNode.Parse(item.Data)!;
                Assert.Equal((string)e["id"]!, item.EventId);
                events.Add(e);
                if (events.Count == count)
                {
                    break;
                }
            }
        }

        return events;
    }

    /// <summary>Reads until so many bytes have come, or a time has passed, whichever is first.</summary>
    /// <param name="bytes">How many.</param>
    /// <param name="longest">The time.</param>
    public async Task<byte[]> ReadPieceAsync(int bytes, TimeSpan longest)
    {
        var (piece, length) = (new byte[bytes], 0);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        ending.CancelAfter(longest);
        try
        {
            while (length < bytes && await _body.ReadAsync(piece.AsMemory(length), ending.Token) is > 0 and var read)
            {
                length += read;
            }
        }
        catch (OperationCanceledException) when (!Cancel.IsCancellationRequested)
        {
            // The time of the cut.
        }

        return piece[..length];
    }

    /// <summary>Reads until a text has come, or the stream ends.</summary>
    /// <param name="text">The text; null for the end.</param>
    /// <returns>What came.</returns>
    public async Task<string> ReadUntilAsync(string? text)
    {
        var said = new StringBuilder();
        var buffer = new byte[4096];
        while ((text is null || !said.ToString().Contains(text, StringComparison.Ordinal))
            && await _body.ReadAsync(buffer, Cancel) is > 0 and var read)
        {
            said.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }

        return said.ToString();
    }

    public void Dispose()
    {
        _body.Dispose();
        _answer.Dispose();
    }
}
