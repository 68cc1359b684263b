using System.Net.ServerSentEvents;
using System.Text.Json;
using System.Text.Json.Nodes;
using PresenceOfMind.App.Commands.Api;
using PresenceOfMind.App.Output;
using PresenceOfMind.Protocol.Retries;

namespace PresenceOfMind.App.Commands.Events;

/// <summary>Follows a team's events over cuts and restarts of the program, each event once and in order.</summary>
/// <param name="api">The team.</param>
/// <param name="filter">The query parameters that say which events; empty for all.</param>
/// <param name="after">After which event to begin; null for what comes next.</param>
internal sealed class EventFollower(TeamApi api, string filter, string? after)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>A program that is there sends a heartbeat far sooner.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(2);

    private readonly Backoff _backoff = new(FirstWait, LongestWait) { Jitter = Random.Shared };
    private string? _last;
    private bool _hasBegun;

    /// <summary>Follows until it is cancelled.</summary>
    /// <param name="print">Takes each event.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="UserException">The program refuses, or it did not answer at the first time.</exception>
    public async Task RunAsync(Action<JsonNode> print, CancellationToken cancellationToken)
    {
        while (true)
        {
            var wait = TimeSpan.Zero;
            try
            {
                await FollowOnceAsync(print, cancellationToken);
                Terminal.Note("The program ended the stream; connecting again.");
            }
            catch (UserException e) when (_hasBegun && e.MayPass)
            {
                Terminal.Note($"{e.Message} Trying again.");
                wait = e.RetryAfter ?? wait;
            }
            catch (Exception e) when (e is IOException or HttpRequestException)
            {
                Terminal.Note($"The connection broke ({e.Message}); connecting again.");
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                Terminal.Note("The connection was silent for too long; connecting again.");
            }

            var next = _backoff.Next();
            await Task.Delay(next > wait ? next : wait, cancellationToken);
        }
    }

    private async Task FollowOnceAsync(Action<JsonNode> print, CancellationToken cancellationToken)
    {
        string?[] query = [filter, after is null ? null : $"after={TeamApi.Part(after)}"];
        using var answer = await api.OpenAsync(
            $"events/stream?{string.Join('&', query.Where(part => !string.IsNullOrEmpty(part)))}", _last, cancellationToken);
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var stream = new NoticedStream(
            await answer.Content.ReadAsStreamAsync(cancellationToken), () => silence.CancelAfter(LongestSilence));
        _hasBegun = true;
        silence.CancelAfter(LongestSilence);
        var parser = SseParser.Create(stream, (_, data) => JsonSerializer.Deserialize<JsonNode>(data));
        await foreach (var item in parser.EnumerateAsync(silence.Token))
        {
            print(item.Data!);
            _last = item.EventId ?? _last;
            _backoff.Reset();
        }
    }
}
