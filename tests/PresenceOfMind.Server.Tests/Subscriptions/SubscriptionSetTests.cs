using PresenceOfMind.Protocol;
using PresenceOfMind.Server.Refusals;
using PresenceOfMind.Server.Subscriptions;

namespace PresenceOfMind.Server.Tests.Subscriptions;

public sealed class SubscriptionSetTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset InAnHour = Start.AddHours(1);

    [Fact]
    public void Ids_are_the_smallest_free_number()
    {
        var set = new SubscriptionSet(100, 5000);
        Assert.Equal([1, 2, 3], Enumerable.Range(0, 3).Select(_ => Subscribe(set).Id));
        set.Unsubscribe(1, Start);
        Assert.Equal(1, Subscribe(set).Id);
    }

    [Fact]
    public void Above_the_limit_there_is_no_free_subscription()
    {
        var set = new SubscriptionSet(1, 5000);
        Subscribe(set);
        Assert.Equal(PwsErrorCode.NoFreeSubscription, Refusal(TrySubscribe(set)));
    }

    [Fact]
    public void Contacts_are_counted_once_each_and_too_many_change_nothing()
    {
        var set = new SubscriptionSet(100, 3);
        Subscribe(set, "a", "b", "a");
        Assert.Equal(["c"], set.Add(1, Watched("b", "c"), Start).Value.Select(c => c.Key));
        Assert.Equal(PwsErrorCode.ContactCountInvalid, Refusal(set.Add(1, Watched("c", "d"), Start)));
        Assert.Equal(["a", "b", "c"], set.Find(1, Start).Value.Contacts.Select(c => c.Key));
        Assert.Equal(PwsErrorCode.ContactCountInvalid, Refusal(TrySubscribe(set, "a", "b", "c", "d")));
        Assert.Single(set.All);
    }

    [Fact]
    public void A_contact_stays_as_it_was_spelled_first()
    {
        var subscription = Subscribe(new SubscriptionSet(100, 5000), "a");
        subscription.Add([new SubscribedContact("a", "A@OTHER", IsLocal: true)]);
        Assert.Equal("a@localhost", Assert.Single(subscription.Fetch()).ContactUri);
    }

    [Fact]
    public void Contacts_are_taken_out_all_or_none()
    {
        var subscription = Subscribe(new SubscriptionSet(100, 5000), "a", "b", "c");
        Assert.Equal(PwsErrorCode.ContactNotSubscribed, Refusal(subscription.Remove(["a", "x"])));
        Assert.Equal(3, subscription.Contacts.Count);
        Assert.Equal(["b"], subscription.Remove(["b", "b"]).Value.Select(c => c.Key));
        Assert.Equal(["a", "c"], subscription.Contacts.Select(c => c.Key));
    }

    [Fact]
    public void A_subscription_ends_at_its_expiry_and_not_before()
    {
        var set = new SubscriptionSet(100, 5000);
        var subscription = Subscribe(set);
        Assert.Empty(set.Expire(InAnHour.AddMilliseconds(-1)));
        Assert.Equal(PwsErrorCode.SubscriptionUnknown, Refusal(set.Find(1, InAnHour)));
        Assert.Same(subscription, Assert.Single(set.Expire(InAnHour)));
        Assert.False(set.Holds(subscription));
    }

    [Fact]
    public void A_subscription_ends_with_its_session_or_its_endpoint()
    {
        var set = new SubscriptionSet(100, 5000);
        var first = set.Subscribe("k1", "app", 1, "http://h/", InAnHour, Watched("a")).Value;
        set.Subscribe("k2", "app", 2, "http://h/", InAnHour, Watched("a"));
        set.Subscribe("k2", "other", 1, "http://h/", InAnHour, Watched("a"));
        Assert.Equal([1], set.EndEndpoints("app", [1]).Select(s => s.Id));
        Assert.Equal([2, 3], set.EndSession("k2").Select(s => s.Id));
        Assert.Empty(set.All);
        Assert.False(set.Holds(first));
    }

    [Fact]
    public void A_notification_on_its_way_learns_of_the_fetch_and_of_the_end()
    {
        var set = new SubscriptionSet(100, 5000);
        var subscription = Subscribe(set);
        subscription.Due();
        var first = subscription.Announced!;
        subscription.Fetch();
        Assert.True(first.Fetched);

        subscription.Due();
        Assert.False(subscription.Announced!.Fetched);
        set.Unsubscribe(1, Start);
        Assert.True(subscription.Announced.Ended);
        Assert.False(first.Ended);
    }

    private static Subscription Subscribe(SubscriptionSet set, params string[] contacts) => TrySubscribe(set, contacts).Value;

    private static PwsResult<Subscription> TrySubscribe(SubscriptionSet set, params string[] contacts) =>
        set.Subscribe("k", "app", 1, "http://127.0.0.1:8080/", InAnHour, Watched(contacts.Length == 0 ? ["a"] : contacts));

    private static SubscribedContact[] Watched(params string[] keys) =>
        [.. keys.Select(k => new SubscribedContact(k, k + "@localhost", IsLocal: true))];

    private static PwsErrorCode Refusal<T>(PwsResult<T> result) => Assert.IsType<PwsError>(result.Refusal).Code;
}
