using PresenceOfMind.Dispatch.Core.Identity;

namespace PresenceOfMind.Dispatch.Core.State;

/// <summary>The team's workers by contact.</summary>
public sealed class Roster
{
    private readonly Dictionary<Contact, Worker> _workers = [];

    public int Count => _workers.Count;

    /// <summary>All, in the order in which they were added.</summary>
    public IEnumerable<Worker> All => _workers.Values.OrderBy(w => w.Order);

    /// <summary>All, in no order.</summary>
    public Dictionary<Contact, Worker>.ValueCollection Each => _workers.Values;

    /// <summary>
    /// The confirmation of presence that is in force; a new one makes all presence unconfirmed for which no program vouches.
    /// </summary>
    public long Confirmation { get; internal set; } = 1;

    public Worker? Find(Contact contact) => _workers.GetValueOrDefault(contact);

    public bool IsConfirmed(Worker worker) => worker.IsConfirmed(Confirmation);

    internal void Add(Worker worker) => _workers.Add(worker.Contact, worker);

    internal void Remove(Worker worker) => _workers.Remove(worker.Contact);
}
