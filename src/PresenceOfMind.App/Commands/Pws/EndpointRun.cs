using PresenceOfMind.App.Output;
using PresenceOfMind.Client;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.App.Commands.Pws;

/// <summary>One run of <c>pom pws endpoint</c>.</summary>
internal sealed class EndpointRun(
    IPwsClient client, PwsTarget target, string user, TimeSpan fetchInterval, IReadOnlyList<int> commonPorts, EndpointOutput output)
{
    /// <summary>PWS: endpoint and subscription end when their time is over; so they get an hour more before that.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    private static readonly TimeSpan RefreshBefore = TimeSpan.FromMinutes(30);

    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SetUpSessions? _visit;

    /// <summary>Listens and fetches until it is cancelled.</summary>
    /// <param name="endpoint">Where the server calls.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="UserException">The subscription is not there, or the port cannot be had.</exception>
    public async Task RunAsync(Uri endpoint, CancellationToken cancellationToken)
    {
        _visit = await SetUpSessions.LogInAsync(client, target, user, force: false, cancellationToken);
        int[] ids = _visit.State.Subscriptions.Count == 0 ? [1] : [.. _visit.State.Subscriptions.Select(s => s.Id)];
        var fetcher = new SubscriptionFetcher((id, cause, stop) => FetchAsync(id, cause, ids, stop));
        await using var listener = await EndpointListener.StartAsync(
            endpoint, (id, stop) => fetcher.FetchAsync(id, "notification", stop), cancellationToken);
        output.Listening(endpoint);
        await EndpointWarnings.OfEndpointAsync(endpoint, target.Server, commonPorts, cancellationToken);
        try
        {
            await FetchAllAsync(fetcher, ids, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Ctrl+C is how it ends.
        }
    }

    // What fell due before this began to listen was lost, and holds the latch until it is fetched.
    private async Task FetchAllAsync(SubscriptionFetcher fetcher, int[] ids, CancellationToken cancellationToken)
    {
        for (var cause = "start"; ; cause = "interval")
        {
            foreach (var id in ids)
            {
                await fetcher.FetchAsync(id, cause, cancellationToken);
            }

            await RefreshAsync(cancellationToken);
            await await Task.WhenAny(_ended.Task, Task.Delay(fetchInterval, cancellationToken));
        }
    }

    private async Task FetchAsync(int id, string cause, int[] ids, CancellationToken cancellationToken)
    {
        try
        {
            output.Write(id, cause, await FetchAsync(id, cancellationToken));
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

    // What this folder made, as long as it has not half an hour to live; what is not known here is left as it is.
    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var (visit, now) = (_visit!, DateTimeOffset.Now);
        foreach (var endpoint in visit.State.Endpoints.Where(e => e.Ends > now && e.Ends < now + RefreshBefore))
        {
            await RefreshAsync(
                $"Endpoint {endpoint.Id}",
                () => client.RefreshEndpointAsync(visit.App, endpoint.Id, Life, cancellationToken),
                ends => visit.Keep(
                    visit.State with { Endpoints = [.. visit.State.Endpoints.Select(e => e == endpoint ? e with { Ends = ends } : e)] }));
        }

        foreach (var subscription in visit.State.Subscriptions.Where(s => s.Ends > now && s.Ends < now + RefreshBefore))
        {
            await RefreshAsync(
                $"Subscription {subscription.Id}",
                () => client.RefreshSubscriptionAsync(visit.EndUser!, subscription.Id, Life, cancellationToken),
                ends => visit.Keep(
                    visit.State with
                    {
                        Subscriptions = [.. visit.State.Subscriptions.Select(s => s == subscription ? s with { Ends = ends } : s)],
                    }));
        }
    }

    private async Task RefreshAsync(string what, Func<Task> refresh, Action<DateTimeOffset> keep)
    {
        var ends = DateTimeOffset.Now + Life;
        try
        {
            await refresh();
            keep(ends);
            output.Refreshed(what, ends);
        }
        catch (Exception e) when (e is PwsException or PwsTransportException)
        {
            // It is tried again with the next fetch; the fetch says where it is gone.
            Terminal.Complain($"{what} was not refreshed: {e.Message}");
        }
    }

    private async Task<IReadOnlyList<ObservedPresence>> FetchAsync(int id, CancellationToken cancellationToken)
    {
        try
        {
            return await ObservedPresence.OfSubscriptionAsync(client, _visit!.EndUser!, id, output.IsRich, cancellationToken);
        }
        catch (PwsException e) when (e.Code == PwsErrorCode.SessionKeyInvalid)
        {
            _visit = await SetUpSessions.LogInAsync(client, target, user, force: false, cancellationToken);
            return await ObservedPresence.OfSubscriptionAsync(client, _visit.EndUser!, id, output.IsRich, cancellationToken);
        }
    }
}
