using PresenceOfMind.App.Commands.Pws;

namespace PresenceOfMind.App.Tests.Commands;

public sealed class SubscriptionFetcherTests
{
    [Fact]
    public async Task A_flood_during_a_fetch_costs_exactly_one_more()
    {
        var gate = new TaskCompletionSource();
        var fetched = 0;
        var fetcher = new SubscriptionFetcher(async (_, _, _) =>
        {
            Interlocked.Increment(ref fetched);
            await gate.Task;
        });

        var all = Enumerable.Range(0, 1000).Select(_ => fetcher.FetchAsync(1, "notification", Ct)).ToList();
        Assert.Equal(1, fetched);
        gate.SetResult();
        await Task.WhenAll(all);

        Assert.Equal(2, fetched);
        await fetcher.FetchAsync(1, "notification", Ct);
        Assert.Equal(3, fetched);
    }

    [Fact]
    public async Task Subscriptions_do_not_wait_for_each_other_and_made_up_ids_fetch_nothing()
    {
        var gate = new TaskCompletionSource();
        var fetched = new List<int>();
        var fetcher = new SubscriptionFetcher((id, _, _) =>
        {
            fetched.Add(id);
            return id == 1 ? gate.Task : Task.CompletedTask;
        });

        var slow = fetcher.FetchAsync(1, "notification", Ct);
        foreach (var id in new[] { 2, 0, -1, 101, int.MaxValue })
        {
            await fetcher.FetchAsync(id, "notification", Ct);
        }

        Assert.Equal([1, 2], fetched);
        gate.SetResult();
        await slow;
    }

    [Fact]
    public async Task A_fetch_that_fails_keeps_nobody_waiting()
    {
        var fetcher = new SubscriptionFetcher((_, _, _) => throw new InvalidOperationException());
        for (var i = 0; i < 5; i++)
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => fetcher.FetchAsync(1, "start", Ct));
        }
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;
}
