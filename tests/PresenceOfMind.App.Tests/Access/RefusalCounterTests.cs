using Microsoft.Extensions.Time.Testing;
using PresenceOfMind.Access.Audit;

namespace PresenceOfMind.App.Tests.Access;

public sealed class RefusalCounterTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 29, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public void The_first_refusal_of_a_minute_is_kept_at_once_and_equal_ones_together_at_its_end()
    {
        var counter = new RefusalCounter(_time);
        Assert.Equal(1, Assert.Single(counter.Count(Refusal("10.0.0.1"))).Count);
        for (var i = 0; i < 999; i++)
        {
            Assert.Empty(counter.Count(Refusal("10.0.0.1")));
        }

        Assert.Empty(counter.Take(all: false));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(("10.0.0.1", 999), Assert.Single(counter.Take(all: false)) is var rest ? (rest.Address, rest.Count) : default);
        Assert.Empty(counter.Take(all: true));
    }

    [Fact]
    public void A_refusal_of_the_next_minute_is_kept_at_once_after_what_the_minute_before_left()
    {
        var counter = new RefusalCounter(_time);
        counter.Count(Refusal("10.0.0.1"));
        counter.Count(Refusal("10.0.0.1"));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal([1, 1], counter.Count(Refusal("10.0.0.1")).Select(e => e.Count));
    }

    [Fact]
    public void Refusals_that_differ_are_counted_apart_until_there_are_too_many_kinds()
    {
        var counter = new RefusalCounter(_time);
        var kept = Enumerable.Range(0, 10_000).SelectMany(i => counter.Count(Refusal($"2001:db8::{i:x}"))).ToList();
        Assert.Equal(RefusalCounter.MostKinds + 1, kept.Count);
        Assert.Equal(RefusalCounter.MostKinds, kept.Count(e => e.Address is not null));

        var rest = Assert.Single(counter.Take(all: true));
        Assert.Equal((null, null, 10_000 - kept.Count), (rest.Address, rest.Subject, rest.Count));
    }

    private AuditEntry Refusal(string address) => new()
    {
        At = _time.GetUtcNow(),
        Kind = AuditTrail.Nobody,
        Address = address,
        Action = AuditTable.Refused,
        Subject = "GET /api/v1/tasks",
        Outcome = AuditOutcome.Refused,
        Code = "key-needed",
    };
}
