using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Rules.Refusals;

namespace PresenceOfMind.Dispatch.Rules.Explanations;

/// <summary>Causes in words. Log and state keep codes; where an early release kept words, these are shown as they are.</summary>
internal static class CauseWords
{
    /// <summary>Why the team paused a worker who let offers time out.</summary>
    public const string NoAnswer = "offers in a row went without an answer";

    /// <summary>Why an offer was withdrawn, or what the worker said who declined it; null where nobody said.</summary>
    public static string? Of(Offer offer) => offer.Because is { } because ? Of(because) : offer.Reason;

    /// <summary>Why an offer was withdrawn.</summary>
    public static string Of(WithdrawnBecause because) => because.Cause switch
    {
        WithdrawalCause.CalledOff => "the task was called off",
        WithdrawalCause.Expired => "the task expired",
        WithdrawalCause.Rerouted => "the task was routed anew",
        WithdrawalCause.Transferred => "the task was transferred",
        WithdrawalCause.Overflowed => $"the task went to queue {because.Queue}",
        WithdrawalCause.Taken => "somebody else has taken the task",
        WithdrawalCause.GivenAtOnce => "the queue gives its tasks at once now",
        WithdrawalCause.NotAble => TaskRefusals.Because(because.Rule ?? EligibilityRule.None),
        _ => "no longer among those who may take it",
    };

    /// <summary>Why an address is told.</summary>
    public static string Of(WebhookDue due) => due.Because ?? due.Why switch
    {
        WebhookReason.Full => $"queue {due.Queue} is full",
        WebhookReason.Waited => $"it has waited too long in queue {due.Queue}",
        WebhookReason.NobodyWorks => $"nobody is working in queue {due.Queue}",
        _ => $"step {due.Step} of route {due.Route}",
    };

    /// <summary>Why presence is unconfirmed.</summary>
    public static string Unconfirmed(TeamState state) => state.UnconfirmedCause switch
    {
        UnconfirmedCause.NoSource => "no source of presence has reported yet",
        UnconfirmedCause.Loaded => "the team was just loaded",
        UnconfirmedCause.StoodStill => "the process stood still, or its clock was set",
        UnconfirmedCause.SourceOpened => "the source of presence was just opened",
        UnconfirmedCause.SourceLost => $"the source of presence was lost ({state.UnconfirmedReason})",
        _ => state.UnconfirmedReason ?? "",
    };

    /// <summary>Why the presence of a worker is unconfirmed.</summary>
    public static string Unconfirmed(TeamState state, Worker worker)
    {
        var program = worker.ProgramEnd switch
        {
            null => null,
            { IsExpired: true } end => $"what program {end.Source} said expired at {end.At:HH:mm:ss} UTC",
            { } end => $"program {end.Source} took back what it said at {end.At:HH:mm:ss} UTC",
        };
        return state.SourceEpoch == 0 ? program ?? "no source of presence has reported for this worker yet"
            : string.Join("; ", new[] { program, Unconfirmed(state) }.OfType<string>());
    }

    /// <summary>Why a worker is paused; null where the worker is not.</summary>
    public static string? Pause(Worker worker) => worker.PauseCause == PauseCause.NoAnswer ? NoAnswer : worker.PauseReason;

    /// <summary>Why a task ended that was not done: what somebody said, or what the team did; null where nobody said.</summary>
    /// <param name="reason">What is kept in words; null for nothing.</param>
    /// <param name="cause">What ended it; null where it was done, or has not ended.</param>
    public static string? End(string? reason, TaskEndCause? cause) => reason ?? cause switch
    {
        TaskEndCause.Deadline => TaskEndCauses.Deadline,
        TaskEndCause.Waited => TaskEndCauses.Waited,
        _ => null,
    };
}
