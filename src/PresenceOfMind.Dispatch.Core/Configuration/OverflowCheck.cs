using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Texts;

namespace PresenceOfMind.Dispatch.Core.Configuration;

/// <summary>What is wrong with what queues do with tasks that they cannot keep.</summary>
public static class OverflowCheck
{
    public static void Check(Overflow overflow, OverflowAction[] allowed, SettingsFaults faults, string path)
    {
        faults.Require(
            allowed.Contains(overflow.Action),
            SettingsFaults.Join(path, "action"),
            $"action takes {string.Join(", ", allowed[..^1].Select(Spell))} or {Spell(allowed[^1])} here.");
        if (overflow.Action == OverflowAction.Queue)
        {
            faults.Require(overflow.Queue is not null, SettingsFaults.Join(path, "queue"), "Name the queue to which tasks go.");
            faults.RequireKnown(overflow.Queue, faults.Queues, "queue", SettingsFaults.Join(path, "queue"));
        }
        else
        {
            faults.Require(overflow.Queue is null, SettingsFaults.Join(path, "queue"), "Name a queue only with the action queue.");
        }

        faults.Require(
            overflow.Action == OverflowAction.Webhook ? SettingsTexts.IsAddress(overflow.Url) : overflow.Url is null,
            SettingsFaults.Join(path, "url"),
            overflow.Action == OverflowAction.Webhook
                ? "url takes an absolute address with http or https."
                : "Give an address only with the action webhook.");
    }

    /// <summary>Adds a fault for the first queue from which tasks would come back to it by way of others.</summary>
    public static void Check(IReadOnlyList<QueueSettings> queues, SettingsFaults faults)
    {
        for (var i = 0; i < queues.Count && Check(queues[i], queues, faults, $"queues[{i}]"); i++)
        {
        }
    }

    /// <summary>Adds a fault where tasks would come back to a queue by way of others.</summary>
    /// <returns>Whether none does.</returns>
    public static bool Check(QueueSettings queue, IReadOnlyList<QueueSettings> queues, SettingsFaults faults, string path)
    {
        var next = queues.GroupBy(q => q.Name).ToDictionary(
            g => g.Key,
            g => Targets(g.First()).Select(t => t.Queue).ToList());
        if (Circle(queue.Name, next) is not { } way)
        {
            return true;
        }

        var (member, _) = Targets(queue).First(t => t.Queue == way[1]);
        faults.Add(
            SettingsFaults.Join(path, $"{member}.queue"),
            $"Tasks would go in a circle: {string.Join(" to ", way)}. Give one of these queues another action.");
        return false;
    }

    private static IEnumerable<(string Member, QueueName Queue)> Targets(QueueSettings queue) =>
        new[] { ("whenFull", queue.WhenFull), ("whenWaitedTooLong", queue.WhenWaitedTooLong), ("whenNobodyWorks", queue.WhenNobodyWorks) }
            .Where(o => o.Item2.Queue is not null).Select(o => (o.Item1, o.Item2.Queue!.Value));

    /// <summary>The shortest way from a queue back to itself; null for none.</summary>
    private static List<QueueName>? Circle(QueueName start, Dictionary<QueueName, List<QueueName>> next)
    {
        var from = new Dictionary<QueueName, QueueName>();
        var open = new Queue<QueueName>([start]);
        while (open.TryDequeue(out var queue))
        {
            foreach (var target in next.GetValueOrDefault(queue, []))
            {
                if (target == start)
                {
                    List<QueueName> way = [start, queue];
                    while (way[^1] != start)
                    {
                        way.Add(from[way[^1]]);
                    }

                    way.Reverse();
                    return way;
                }

                if (from.TryAdd(target, queue))
                {
                    open.Enqueue(target);
                }
            }
        }

        return null;
    }

    private static string Spell(OverflowAction action) => Spelling.Kebab(action);
}
