using CsCheck;
using PresenceOfMind.Protocol;
using PresenceOfMind.Server.Subscriptions;

namespace PresenceOfMind.Server.Tests.Subscriptions;

/// <summary>The latch: one notification until the presence has been fetched (PWS).</summary>
public sealed class LatchTests
{
    private static readonly string[] People = ["rita", "carlotta", "ben"];

    private static readonly PresenceState[] States = [PresenceState.Available, PresenceState.Away, PresenceState.Busy];

    private static readonly Gen<Step> Steps = Gen.OneOf(
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2], (person, state) => (Step)new Change(People[person], States[state])),
        Gen.Int[0, 2].Select(person => (Step)new StaleWord(People[person])),
        Gen.Const((Step)new Fetch()),
        Gen.Const((Step)new Notice()));

    [Fact]
    public void A_new_subscription_is_notified_once()
    {
        var subscription = New();
        Assert.True(subscription.Due());
        Assert.False(subscription.Due());
    }

    [Fact]
    public void A_change_between_the_notification_and_the_fetch_is_in_the_fetch_and_notifies_nobody()
    {
        var subscription = New();
        subscription.Due();
        Assert.False(subscription.Told("rita", 1, PresenceState.Busy));
        Assert.Contains(new ContactPresence { ContactUri = "rita@localhost", State = PresenceState.Busy }, subscription.Fetch());
    }

    [Fact]
    public void A_change_after_the_fetch_notifies_again()
    {
        var subscription = New();
        subscription.Due();
        subscription.Fetch();
        Assert.True(subscription.Told("rita", 1, PresenceState.Busy));
        Assert.False(subscription.Told("rita", 2, PresenceState.Away));
    }

    [Fact]
    public void What_a_person_says_when_the_watching_begins_is_no_change()
    {
        var subscription = New();
        subscription.Due();
        subscription.Fetch();
        subscription.Begin("rita", 7, PresenceState.Busy);
        Assert.False(subscription.Latched);
        Assert.False(subscription.Told("rita", 7, PresenceState.Busy));
    }

    [Fact]
    public void The_list_at_hand_says_what_was_told_last_and_opens_the_latch()
    {
        var subscription = New();
        subscription.Due();
        subscription.Told("rita", 1, PresenceState.Busy);
        Assert.Contains("rita@localhost\" presenceStatus=\"BUSY\"", AtHand(subscription), StringComparison.Ordinal);
        Assert.True(subscription.Told("rita", 2, PresenceState.Away));
        Assert.True(subscription.Announced is { Fetched: false });
        Assert.Contains("rita@localhost\" presenceStatus=\"AWAY\"", AtHand(subscription), StringComparison.Ordinal);
        Assert.True(subscription.Announced is { Fetched: true });
        Assert.False(subscription.Latched);
    }

    [Fact]
    public void Nothing_is_at_hand_while_something_is_not_kept_nor_after_the_end()
    {
        var subscription = New();
        subscription.Due();
        subscription.Hide();
        Assert.Null(AtHand(subscription));
        Assert.True(subscription.Latched);
        subscription.Show();
        Assert.NotNull(AtHand(subscription));
        Assert.Null(subscription.FetchBasic(subscription.ExpiresAt));
        subscription.End();
        Assert.Null(AtHand(subscription));
    }

    [Fact]
    public void There_are_never_two_notifications_without_a_fetch_between_and_no_change_stays_unseen() => Steps.Array[0, 60].Sample(steps =>
    {
        var subscription = New();
        var truth = People.ToDictionary(p => p, _ => PresenceState.Unknown);
        var sequences = People.ToDictionary(p => p, _ => 0L);
        var shown = new Dictionary<string, PresenceState>(truth);
        var notifiedSinceFetch = subscription.Due() ? 1 : 0;

        foreach (var step in steps)
        {
            switch (step)
            {
                case Change(var person, var state):
                    truth[person] = state;
                    notifiedSinceFetch += subscription.Told(person, ++sequences[person], state) ? 1 : 0;
                    break;
                case StaleWord(var person):
                    Assert.False(subscription.Told(person, sequences[person] - 1, PresenceState.Vacation));
                    break;
                case Notice:
                    notifiedSinceFetch += subscription.Due() ? 1 : 0;
                    break;
                case Fetch:
                    shown = subscription.Fetch().ToDictionary(c => c.ContactUri.Split('@')[0], c => c.State);
                    Assert.Equal(truth, shown);
                    notifiedSinceFetch = 0;
                    break;
            }

            Assert.InRange(notifiedSinceFetch, 0, 1);
            if (People.Any(p => truth[p] != shown[p]))
            {
                Assert.Equal(1, notifiedSinceFetch);
            }
        }

        Assert.Equal(truth, subscription.Fetch().ToDictionary(c => c.ContactUri.Split('@')[0], c => c.State));
    });

    private static Subscription New()
    {
        var subscription = new Subscription(1, "key", "app", 1, "http://127.0.0.1:8080/", DateTimeOffset.UnixEpoch.AddHours(1));
        subscription.Add(People.Select(p => new SubscribedContact(p, $"{p}@localhost", IsLocal: true)));
        return subscription;
    }

    private abstract record Step;

    private sealed record Change(string Person, PresenceState State) : Step;

    private sealed record StaleWord(string Person) : Step;

    private sealed record Notice : Step;

    private sealed record Fetch : Step;

    private static string? AtHand(Subscription subscription) =>
        subscription.FetchBasic(DateTimeOffset.UnixEpoch) is { } list ? System.Text.Encoding.UTF8.GetString(list) : null;
}
