using PresenceOfMind.Client;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.App.Commands.Pws;

/// <summary>One run of <c>pom pws endpoint</c>.</summary>
internal sealed class EndpointRun(IPwsClient client, PwsTarget target, string user, EndpointOutput output)
{
    /// <summary>PWS: a notification may get lost, so a program fetches every ten minutes whatever happens.</summary>
    private static readonly TimeSpan FetchInterval = TimeSpan.FromMinutes(10);

    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SetUpVisit? _visit;

    /// <summary>Listens and fetches until it is cancelled.</summary>
    /// <param name="endpoint">Where the server calls.</param>
    /// <param name="ct">Ends it.</param>
    /// <exception cref="UserException">The subscription is not there, or the port cannot be had.</exception>
    public async Task RunAsync(Uri endpoint, CancellationToken ct)
    {
        _visit = await SetUpVisit.LogInAsync(client, target, user, force: false, ct);
        int[] ids = _visit.State.Subscriptions.Count == 0 ? [1] : [.. _visit.State.Subscriptions.Select(s => s.Id)];
        var fetcher = new SubscriptionFetcher((id, cause, stop) => FetchAsync(id, cause, ids, stop));
        await using var listener = await EndpointListener.StartAsync(endpoint, (id, stop) => fetcher.FetchAsync(id, "notification", stop), ct);
        output.Listening(endpoint);
        try
        {
            await FetchAllAsync(fetcher, ids, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Ctrl+C is how it ends.
        }
    }

    // What fell due before this began to listen was lost, and holds the latch until it is fetched.
    private async Task FetchAllAsync(SubscriptionFetcher fetcher, int[] ids, CancellationToken ct)
    {
        for (var cause = "start"; ; cause = "interval")
        {
            foreach (var id in ids)
            {
                await fetcher.FetchAsync(id, cause, ct);
            }

            await await Task.WhenAny(_ended.Task, Task.Delay(FetchInterval, ct));
        }
    }

    private async Task FetchAsync(int id, string cause, int[] ids, CancellationToken ct)
    {
        try
        {
            output.Write(id, cause, await FetchAsync(id, ct));
        }
        catch (PwsException e) when (e.Code is PwsErrorCode.SubscriptionUnknown or PwsErrorCode.SubscriptionNotYours)
        {
            // A notification of another's subscription, or a made-up one, is none of ours.
            if (ids.Contains(id))
            {
                _ended.TrySetException(GetSubscribedPresenceCommand.Gone(id, user, e));
            }
        }
        catch (Exception e) when (e is PwsException or PwsTransportException)
        {
            // The next notification or interval fetches again.
            Terminal.Complain($"subscription {id} was not fetched: {e.Message}");
        }
    }

    private async Task<IReadOnlyList<SeenPresence>> FetchAsync(int id, CancellationToken ct)
    {
        try
        {
            return await SeenPresence.OfSubscriptionAsync(client, _visit!.EndUser!, id, output.IsRich, ct);
        }
        catch (PwsException e) when (e.Code == PwsErrorCode.SessionKeyInvalid)
        {
            _visit = await SetUpVisit.LogInAsync(client, target, user, force: false, ct);
            return await SeenPresence.OfSubscriptionAsync(client, _visit.EndUser!, id, output.IsRich, ct);
        }
    }
}
