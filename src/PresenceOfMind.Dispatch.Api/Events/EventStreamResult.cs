using System.Buffers;
using System.Net.ServerSentEvents;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using PresenceOfMind.Dispatch.Api.Http;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Events;
using PresenceOfMind.Dispatch.Hosting;
using PresenceOfMind.Dispatch.Storage.Events;
using PresenceOfMind.Dispatch.Storage.Json;
using PresenceOfMind.Dispatch.Teams;

namespace PresenceOfMind.Dispatch.Api.Events;

/// <summary>
/// Writes a team's log to one reader, until the reader goes, may no longer read, or the host stops. It reads the next page when the one
/// before is written, so that a slow reader waits for itself alone.
/// </summary>
/// <param name="feed">The log.</param>
/// <param name="options">How often a heartbeat comes.</param>
/// <param name="lifetime">Says when the host stops.</param>
/// <param name="time">The clock of heartbeats.</param>
/// <param name="team">The team.</param>
/// <param name="filter">Which events.</param>
/// <param name="place">Where the stream begins.</param>
internal sealed class EventStreamResult(
    EventFeedService feed,
    IOptions<DispatchOptions> options,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    TeamName team,
    EventFilter filter,
    EventReference place) : IResult
{
    public const string MediaType = "text/event-stream";

    /// <summary>In how many milliseconds a browser connects again; other clients have their own rules.</summary>
    private const string Beginning = "retry: 1000\n";

    /// <summary>How soon the log is looked at without a hint, since hints may get lost.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private EventReference _place = place;
    private Contact? _worker;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = MediaType;
        response.Headers.CacheControl = "no-store";

        // A proxy that collects an answer before it passes it on would hold events back (nginx).
        response.Headers["X-Accel-Buffering"] = "no";
        if (HttpMethods.IsHead(httpContext.Request.Method))
        {
            return;
        }

        httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        var actor = httpContext.Features.Get<RequestActor>();
        _worker = Contact.FromNullable(actor?.Worker);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(
            httpContext.RequestAborted, lifetime.ApplicationStopping, actor?.Ended ?? CancellationToken.None);
        try
        {
            await WriteAsync(response.Body, ending.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or DispatchException)
        {
            // It ended; a reader that may go on connects again, and is told then what is wrong.
        }
    }

    private async Task WriteAsync(Stream body, CancellationToken cancellationToken)
    {
        using var hints = feed.Listen(team);
        await WriteAsync(body, Beginning + IdLine(), cancellationToken);
        var last = time.GetTimestamp();
        while (true)
        {
            while (feed.ReadNext(team, filter, _place) is { } page)
            {
                _place = page.Through;
                if (page.Events.Count > 0)
                {
                    await SseFormatter.WriteAsync(
                        ToItemsAsync(page.Events), body, (item, to) => to.Write(DispatchJson.Write(item.Data)), cancellationToken);
                    last = time.GetTimestamp();
                }
                else if (page.IsWhole)
                {
                    await WriteAsync(body, IdLine(), cancellationToken);
                }
            }

            if (time.GetElapsedTime(last) >= options.Value.StreamHeartbeat)
            {
                await WriteAsync(body, ": heartbeat\n" + IdLine(), cancellationToken);
                last = time.GetTimestamp();
            }

            await hints.WaitAsync(LongestWait, time, cancellationToken);
        }
    }

    /// <summary>The line that tells how far the reader has come; a reader that is cut resumes there.</summary>
    private string IdLine() => _place.Epoch.Length > 0 ? $"id: {_place}\n" : "";

    private static async Task WriteAsync(Stream body, string lines, CancellationToken cancellationToken)
    {
        await body.WriteAsync(Encoding.UTF8.GetBytes(lines + "\n"), cancellationToken);
        await body.FlushAsync(cancellationToken);
    }

    private async IAsyncEnumerable<SseItem<EventView>> ToItemsAsync(IReadOnlyList<EventRow> rows)
    {
        foreach (var row in rows)
        {
            yield return new SseItem<EventView>(EventView.From(row, _worker)) { EventId = row.Reference.ToString() };
        }

        await Task.CompletedTask;
    }
}
