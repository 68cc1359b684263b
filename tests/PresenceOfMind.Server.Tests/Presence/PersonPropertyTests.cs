using CsCheck;
using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Pidf;
using PresenceOfMind.Server.Composing;
using PresenceOfMind.Server.Presence;
using PresenceOfMind.Server.Refusals;
using static PresenceOfMind.Protocol.PresenceState;

namespace PresenceOfMind.Server.Tests.Presence;

/// <summary>Whatever happens, the composed presence is what a slow and obvious reading of PWS says, and a change is one.</summary>
public sealed class PersonPropertyTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private static readonly Gen<PresenceState> State = OneOf(Available, Busy, Dnd, Away, Unavailable, Vacation);

    private static readonly Gen<string> Tuple = OneOf(PwsTuples.Own, PwsTuples.Override, PwsTuples.Persistent, "phone", "calendar", "chat");

    private static readonly Gen<TimeSpan> Life = Gen.Int[1, 5].Select(hours => TimeSpan.FromHours(hours));

    private static readonly Gen<Step> Steps = Gen.OneOf(
        Gen.Select(State, Gen.Bool, Life, (state, asOverride, life) => (Step)new Set(state, asOverride, life)),
        Gen.Select(
            Tuple,
            State,
            OneOf<string?>(null, PidfActivity.OnThePhone, PidfActivity.Meeting, "lunch"),
            Life,
            (tuple, state, activity, life) => (Step)new Report(tuple, state, activity, life)),
        Tuple.Select(tuple => (Step)new Clear(tuple)),
        Tuple.Select(tuple => (Step)new RichClear(tuple)),
        Gen.Const((Step)new ClearOwn()),
        Gen.Int[0, 3].Select(hours => (Step)new Wait(TimeSpan.FromHours(hours))),
        Gen.Bool.Select(known => (Step)new Know(known)));

    [Fact]
    public void The_composed_state_is_that_of_a_slow_obvious_reading() => Steps.Array[0, 40].Sample(steps =>
    {
        var person = new Person("joe", PresenceRules.Default);
        var slow = new SlowPerson();
        var now = Noon;
        foreach (var step in steps)
        {
            var before = person.Presence;
            var sequence = person.Sequence;
            now += step is Wait wait ? wait.For : TimeSpan.Zero;
            var refused = slow.Apply(step, now);
            var applied = Apply(person, step, now);
            var changed = applied.Refusal is null && applied.Value;
            Assert.Equal(refused, applied.Refusal?.Code);
            person.Expire(now);

            Assert.Equal(slow.State(), person.Presence.State);
            Assert.Equal(person.Presence.State, PidfReader.Read(person.Presence.Document).State);
            Assert.Equal(!before.Document.SequenceEqual(person.Presence.Document), person.Sequence > sequence);
            Assert.True(!changed || person.Sequence == sequence + 1);
            if (person.Known)
            {
                Assert.Equal(slow.Tuples(), PidfReader.Read(person.Presence.Document).Tuples.Select(t => t.Id!));
            }
        }
    });

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static PwsResult<bool> Apply(Person person, Step step, DateTimeOffset now) => step switch
    {
        Set s => person.SetOwn(s.State, s.AsOverride, now + s.Life, now),
        Report r => person.Report(new Device(r.Tuple, r.State, r.Activity, null, now + r.Life), now),
        Clear c => person.Clear(c.Tuple, now),
        RichClear c => person.SetRich(new RichSet(true, [c.Tuple], []), now),
        ClearOwn => person.ClearOwn(now),
        Know k => person.SetKnown(k.Known, k.Known ? "Joe" : null, now),
        _ => person.Expire(now),
    };

    internal abstract record Step;

    internal sealed record Set(PresenceState State, bool AsOverride, TimeSpan Life) : Step;

    internal sealed record Report(string Tuple, PresenceState State, string? Activity, TimeSpan Life) : Step;

    internal sealed record Clear(string Tuple) : Step;

    internal sealed record RichClear(string Tuple) : Step;

    internal sealed record ClearOwn : Step;

    internal sealed record Wait(TimeSpan For) : Step;

    internal sealed record Know(bool Known) : Step;
}
