using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.State;

namespace PresenceOfMind.Dispatch.Core.Teams;

/// <summary>
/// The first answers to commands with an idempotency key. A task's own id is remembered with the task, any other key for a day.
/// </summary>
public sealed class IdempotencyStore
{
    /// <summary>How long a key is remembered.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private readonly Dictionary<string, RememberedAnswer> _answers = new(StringComparer.Ordinal);
    private readonly Queue<(TimeSpan At, string Key)> _aging = new();

    /// <summary>The key of a command that carries one.</summary>
    public static string OfCommand(string key) => "key:" + key;

    /// <summary>The key of adding a task by its own id.</summary>
    public static string OfTask(TaskId id) => "task:" + id;

    /// <summary>All that is remembered, what is remembered for a day in the order in which it came.</summary>
    public IEnumerable<(string Key, RememberedAnswer Answer, TimeSpan At)> All =>
    [
        .. _aging.Where(a => _answers.ContainsKey(a.Key)).Select(a => (a.Key, _answers[a.Key], a.At)),
        .. _answers.Where(a => !a.Key.StartsWith("key:", StringComparison.Ordinal)).OrderBy(a => a.Key, StringComparer.Ordinal).Select(
            a => (a.Key, a.Value, TimeSpan.Zero)),
    ];

    public RememberedAnswer? Find(string key) => _answers.GetValueOrDefault(key);

    /// <summary>Forgets the answer to adding a task, where it had its own id.</summary>
    internal void ForgetTask(TaskId id)
    {
        if (_answers.Count > 0)
        {
            _answers.Remove(OfTask(id));
        }
    }

    internal void Remember(string key, RememberedAnswer answer, TimeSpan at)
    {
        while (_aging.TryPeek(out var oldest) && oldest.At + Kept < at)
        {
            _answers.Remove(_aging.Dequeue().Key);
        }

        _answers[key] = answer;
        if (key.StartsWith("key:", StringComparison.Ordinal))
        {
            _aging.Enqueue((at, key));
        }
    }
}

/// <summary>A first answer.</summary>
/// <param name="Fingerprint">What the command said, condensed.</param>
/// <param name="Task">The task as the answer showed it; null where it showed none.</param>
public sealed record RememberedAnswer(string Fingerprint, TaskItem? Task);
