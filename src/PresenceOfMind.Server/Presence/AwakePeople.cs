using System.Collections.Concurrent;

namespace PresenceOfMind.Server.Presence;

/// <summary>
/// The people whose grains are awake in this process. A grain enters before it reads what is kept: so whoever changes the
/// directory, and looks here when that is committed, misses none that read the directory as it was.
/// </summary>
internal sealed class AwakePeople
{
    private readonly ConcurrentDictionary<string, byte> _people = new();

    public bool Contains(string person) => _people.ContainsKey(person);

    public void Add(string person) => _people[person] = 0;

    public void Remove(string person) => _people.TryRemove(person, out _);
}
