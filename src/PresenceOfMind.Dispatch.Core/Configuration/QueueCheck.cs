using PresenceOfMind.Dispatch.Core.Strategies;

namespace PresenceOfMind.Dispatch.Core.Configuration;

/// <summary>What is wrong with a queue's settings.</summary>
public static class QueueCheck
{
    /// <summary>The most outcomes of a queue.</summary>
    public const int MaxOutcomes = 100;

    public static void Check(QueueSettings queue, SettingsFaults faults, string path)
    {
        SettingsRanges.Check(queue, faults, path);
        faults.Require(queue.Name.IsValid, SettingsFaults.Join(path, "name"), SettingsTexts.IdTakes);
        ConditionCheck.Check(
            queue.Workers,
            WorkerAttributeSource.Knows,
            ConditionCheck.OfWorkers,
            faults,
            SettingsFaults.Join(path, "workers"));
        Check(queue.Strategy, queue.Mode, faults, SettingsFaults.Join(path, "strategy"));

        OverflowCheck.Check(
            queue.WhenFull,
            [OverflowAction.Refuse, OverflowAction.Queue, OverflowAction.Webhook],
            faults,
            SettingsFaults.Join(path, "whenFull"));
        OverflowCheck.Check(
            queue.WhenWaitedTooLong,
            [OverflowAction.Expire, OverflowAction.Queue, OverflowAction.Webhook],
            faults,
            SettingsFaults.Join(path, "whenWaitedTooLong"));
        OverflowCheck.Check(
            queue.WhenNobodyWorks,
            [OverflowAction.Wait, OverflowAction.Queue, OverflowAction.Webhook],
            faults,
            SettingsFaults.Join(path, "whenNobodyWorks"));

        if (queue.Ageing is { } ageing)
        {
            SettingsRanges.Check(ageing, faults, SettingsFaults.Join(path, "ageing"));
        }

        if (queue.ServiceLevel is { } level)
        {
            SettingsRanges.Check(level, faults, SettingsFaults.Join(path, "serviceLevel"));
        }

        faults.Require(
            queue.Outcomes.Count <= MaxOutcomes,
            SettingsFaults.Join(path, "outcomes"),
            $"A queue has at most {MaxOutcomes} outcomes.");
        for (var i = 0; i < queue.Outcomes.Count; i++)
        {
            var outcome = queue.Outcomes[i];
            faults.Require(SettingsTexts.IsWord(outcome), SettingsFaults.Join(path, $"outcomes[{i}]"), SettingsTexts.WordTakes);
            faults.Require(
                !queue.Outcomes.Take(i).Contains(outcome, StringComparer.Ordinal),
                SettingsFaults.Join(path, $"outcomes[{i}]"),
                $"The outcome '{outcome}' is listed twice.");
        }
    }

    private static void Check(StrategySettings strategy, QueueMode mode, SettingsFaults faults, string path)
    {
        SettingsRanges.Check(strategy, faults, path);
        faults.Require(
            StrategyCatalog.Names.Contains(strategy.Name),
            SettingsFaults.Join(path, "name"),
            $"There is no such strategy; use one of {string.Join(", ", StrategyCatalog.Names)}.");
        faults.Require(
            StrategyCatalog.OrderNames.Contains(strategy.By),
            SettingsFaults.Join(path, "by"),
            $"by takes one of {string.Join(", ", StrategyCatalog.OrderNames)}.");
        faults.Require(
            mode == QueueMode.Offer || !StrategyCatalog.NeedsOffers(strategy.Name),
            SettingsFaults.Join(path, "name"),
            $"{strategy.Name} is for a queue whose mode is offer.");
    }
}
