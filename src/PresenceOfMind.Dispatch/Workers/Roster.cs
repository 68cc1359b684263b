using PresenceOfMind.Dispatch.Availability;
using PresenceOfMind.Dispatch.Strategies;

namespace PresenceOfMind.Dispatch.Workers;

/// <summary>The team's workers, with what a decision asks for kept at hand: who is able, in the order of the strategy, and who is not and why.</summary>
internal sealed class Roster
{
    private static readonly Comparer<Worker> BySettling = Comparer<Worker>.Create((a, b) =>
        a.SettlesAt!.Value.CompareTo(b.SettlesAt!.Value) is not 0 and var c ? c : a.Order.CompareTo(b.Order));

    private readonly Dictionary<string, Worker> _workers = new(StringComparer.Ordinal);
    private readonly int[] _refused = new int[Enum.GetValues<AbilityRule>().Length];
    private readonly SortedSet<Worker> _settling = new(BySettling);
    private readonly SortedSet<Worker> _leaving = new(Comparer<Worker>.Create((a, b) => a.Order.CompareTo(b.Order)));
    private SortedSet<Worker> _able = Ordered(new LongestIdle());

    public int Count => _workers.Count;

    public IEnumerable<Worker> All => _workers.Values.OrderBy(w => w.Order);

    /// <summary>The able workers, the one who gets the next task first.</summary>
    public IReadOnlyCollection<Worker> Able => _able;

    /// <summary>The confirmation of presence that is in force; a new one makes all presence unconfirmed.</summary>
    public long Confirmation { get; private set; } = 1;

    public Worker? NextAble => _able.Min;

    public Worker? NextToSettle => _settling.Min;

    /// <summary>The first worker who drains and has nothing left to finish.</summary>
    public Worker? NextToLeave => _leaving.Min;

    public Worker? Find(string contact) => _workers.GetValueOrDefault(contact);

    public void Add(Worker worker)
    {
        _workers.Add(worker.Contact, worker);
        Place(worker);
    }

    public void Remove(Worker worker)
    {
        Lift(worker);
        _workers.Remove(worker.Contact);
    }

    /// <summary>Takes a worker out of the order, to be changed.</summary>
    public void Lift(Worker worker)
    {
        _refused[(int)worker.Refusal]--;
        if (worker.Refusal == AbilityRule.None)
        {
            _able.Remove(worker);
        }

        if (worker.Draining)
        {
            _leaving.Remove(worker);
        }

        if (worker.SettlesAt is not null)
        {
            _settling.Remove(worker);
        }
    }

    /// <summary>Puts a worker where it belongs after a change.</summary>
    public void Place(Worker worker)
    {
        worker.Refusal = Ability.FirstRefusal(worker, Confirmation);
        _refused[(int)worker.Refusal]++;
        if (worker.Refusal == AbilityRule.None)
        {
            _able.Add(worker);
        }

        if (worker.SettlesAt is not null)
        {
            _settling.Add(worker);
        }

        if (worker is { Draining: true, TaskId: null })
        {
            _leaving.Add(worker);
        }
    }

    /// <summary>Makes everybody's presence unconfirmed.</summary>
    public void Unconfirm()
    {
        Confirmation++;
        PlaceAll();
    }

    /// <summary>Orders the able workers by another strategy.</summary>
    public void Order(IStrategy strategy)
    {
        _able = Ordered(strategy);
        PlaceAll();
    }

    /// <summary>How many each rule refuses; <paramref name="winners"/> able ones are not counted as behind.</summary>
    public RefusalCounts Refused(int winners) => new(
        _refused[(int)AbilityRule.Unconfirmed],
        _refused[(int)AbilityRule.Presence],
        _refused[(int)AbilityRule.Settling],
        _refused[(int)AbilityRule.Draining],
        _refused[(int)AbilityRule.Room],
        _refused[(int)AbilityRule.None] - winners);

    private static SortedSet<Worker> Ordered(IStrategy strategy) => new(Comparer<Worker>.Create((a, b) => strategy.Compare(a, b, default)));

    private void PlaceAll()
    {
        Array.Clear(_refused);
        _able.Clear();
        _settling.Clear();
        _leaving.Clear();
        foreach (var worker in _workers.Values)
        {
            Place(worker);
        }
    }
}
