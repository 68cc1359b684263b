namespace Faults;

/// <summary>The check itself must be able to fail.</summary>
public sealed class FactsTests
{
    private static readonly Facts Acknowledged = Facts.None with
    {
        Key = "key-1",
        State = "BUSY",
        Endpoints = [1],
        Subscriptions = Facts.None.Subscriptions.Add(1, (1, "user1@localhost")),
    };

    [Fact]
    public void What_is_as_acknowledged_is_right() => Assert.True(Acknowledged.Is(Acknowledged, null));

    [Fact]
    public void Whatever_is_lost_or_was_never_asked_for_is_seen()
    {
        Facts[] wrong =
        [
            Acknowledged with { Key = "key-2" },
            Acknowledged with { State = "AWAY" },
            Acknowledged with { Note = "note 1" },
            Acknowledged with { Endpoints = [] },
            Acknowledged with { Endpoints = [1, 2] },
            Acknowledged with { Subscriptions = Facts.None.Subscriptions },
            Acknowledged with { Subscriptions = Acknowledged.Subscriptions.Add(2, (1, "user1@localhost")) },
            Acknowledged with { Subscriptions = Facts.None.Subscriptions.Add(1, (1, "user2@localhost")) },
        ];
        Assert.All(wrong, found => Assert.False(Acknowledged.Is(found, null)));
    }

    [Fact]
    public void A_new_key_that_nobody_has_seen_is_any_but_the_one_before()
    {
        var forced = Acknowledged with { Key = null };
        Assert.True(forced.Is(Acknowledged with { Key = "key-2" }, "key-1"));
        Assert.False(forced.Is(Acknowledged, "key-1"));
    }
}
