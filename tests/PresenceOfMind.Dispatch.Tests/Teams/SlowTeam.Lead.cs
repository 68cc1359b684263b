using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Tasks;

namespace PresenceOfMind.Dispatch.Tests.Teams;

/// <summary>Nobody waits for somebody who will not come.</summary>
internal sealed partial class SlowTeam
{
    /// <summary>Tasks of which a lead was told.</summary>
    private readonly HashSet<string> _toldLead = [];

    private void CheckLeadNeeded(LeadNeeded e)
    {
        var job = Find(e);
        Assert.True(_toldLead.Add(e.Id.Value), "A lead is told of a task once.");
        Assert.True(job.State == JobState.Waiting);
        if (e.Why == LeadNeededReason.NobodyNamed)
        {
            Assert.True(NobodyNamedMayHave(job));
        }
        else
        {
            Assert.DoesNotContain(_people, p => p.Contact != e.Contact && !p.Leaving && MayHave(p, job));
        }
    }

    private void CheckPreferenceEnded(PreferenceEnded e, TimeSpan at) =>
        Assert.True(
            Find(e).PrefersUntil <= at || !IsAnyPreferredWorking(Find(e)),
            "A preference ends before its time, though one who is preferred works.");

    private void CheckNobodyIsWaitedFor()
    {
        foreach (var job in _jobs.Where(j => j.State == JobState.Waiting))
        {
            Assert.False(
                job.PrefersUntil is not null && !IsAnyPreferredWorking(job),
                $"Task {job.Id} waits for people whom it prefers and who do not work.");
            Assert.False(
                job.Need.Named.Count > 0 && NobodyNamedMayHave(job) && !_toldLead.Contains(job.Id),
                $"Task {job.Id} names nobody who may have it, and no lead is told.");
        }
    }

    private bool IsAnyPreferredWorking(Job job) =>
        _people.Exists(p => job.Spec.Preferred.Contains(p.Contact) && IsWorking(p) && MayHave(p, job));

    private bool NobodyNamedMayHave(Job job) => !_people.Exists(p => !p.Leaving && job.Need.Named.Contains(p.Contact) && MayHave(p, job));

    private bool MayHave(Person p, Job job) =>
        HasWhatIsAsked(p, job.Need)
            && job.Need.Units <= Math.Min(p.Settings.Capacity, p.Settings.Channels.GetValueOrDefault(job.Need.Channel, int.MaxValue));

    private bool HasWhatIsAsked(Person p, EffectiveRequirements need) =>
        need.AlsoQueues.Prepend(need.Queue).Any(q => _queues.TryGetValue(q, out var queue) && Holds(queue.Workers, p))
        && need.Skills.All(s => s.Wished || p.Settings.Skills.GetValueOrDefault(s.Name, -1) >= s.Level)
        && need.Labels.All(l => p.Settings.Labels.GetValueOrDefault(l.Key) == l.Value)
        && !need.Excluded.Contains(p.Contact)
        && (need.Named.Count == 0 || need.Named.Contains(p.Contact));
}
