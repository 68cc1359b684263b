using PresenceOfMind.Dispatch.Core.Events;

namespace PresenceOfMind.Dispatch.Tests.Teams;

/// <summary>What begins a cool-down, and what does not: only what the person did.</summary>
internal sealed partial class SlowTeam
{
    /// <summary>Offers of a task that were open while another of it was.</summary>
    private readonly HashSet<long> _askedTogether = [];

    private void CheckCoolDown(OfferEnded e, DateTimeOffset at)
    {
        var person = Find(e.Contact);
        var ask = Find(e).Offers.Single(o => o.Number == e.Number);
        var isOwnDoing = e.How switch
        {
            OfferEnd.Declined => true,
            OfferEnd.TimedOut => CouldAnswer(person, ask) && !_askedTogether.Contains(e.Number),
            OfferEnd.Withdrawn => person.Confirmed && IsByPresence(e, person),
            _ => false,
        };
        Assert.Equal(isOwnDoing && _rules.RestSeconds > 0 ? at.AddSeconds(_rules.RestSeconds) : null, e.RestsUntil);
    }

    private void CheckCoolDown(TaskQueued e, DateTimeOffset at)
    {
        var isOwnDoing = e.Why is QueuedReason.Returned or QueuedReason.TakenBack;
        Assert.Equal(isOwnDoing && _rules.RestSeconds > 0 ? at.AddSeconds(_rules.RestSeconds) : null, e.RestsUntil);
        if (e is { Why: QueuedReason.Transferred, Spec.Named: [var named] } && Find(e).Spec.Named is not [_])
        {
            // A lead named this person just now.
            Assert.DoesNotContain(named, Find(e).Rests.Keys);
        }
    }

    /// <summary>Whether the person's presence takes the channel no more; no other reason names presence.</summary>
    private bool IsByPresence(OfferEnded e, Person person)
    {
        var channel = Find(e).Need.Channel;
        IReadOnlyList<Protocol.PresenceState> states = _channels.TryGetValue(channel, out var settings)
            ? settings.States
            : [Protocol.PresenceState.Available];
        return e.Because?.Cause is WithdrawalCause.NotAble or WithdrawalCause.NoCandidate
            && (!states.Contains(person.State) || person.SettlesAt is not null);
    }
}
