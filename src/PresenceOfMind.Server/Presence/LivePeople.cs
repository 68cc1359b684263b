using System.Collections.Concurrent;

namespace PresenceOfMind.Server.Presence;

/// <summary>
/// The people whose grains are awake in this process, so that a set, or a batch of a thousand reports, needs no message to
/// them. A grain enters its shell before it reads what is kept: so a change of the directory that looks here when it is
/// committed, misses none that read the directory as it was.
/// </summary>
internal sealed class LivePeople
{
    private readonly ConcurrentDictionary<string, PersonShell> _people = new();

    /// <summary>Whether a person's grain is active, or being activated.</summary>
    public bool Contains(string person) => _people.ContainsKey(person);

    /// <summary>A person who is in memory; null if the grain must be called.</summary>
    public PersonShell? Find(string person) => _people.TryGetValue(person, out var shell) && shell.IsAwake ? shell : null;

    /// <summary>A grain is waking.</summary>
    public void Add(PersonShell shell) => _people[shell.Key] = shell;

    /// <summary>A grain goes to sleep.</summary>
    public void Drop(PersonShell shell) => _people.TryRemove(new(shell.Key, shell));
}
