namespace PresenceOfMind.Server.Passwords;

/// <summary>A queue in which sources take turns: one that enqueues much delays its own items and not those of others.</summary>
/// <typeparam name="T">What waits.</typeparam>
internal sealed class FairQueue<T>
{
    private readonly Dictionary<string, LinkedList<T>> _waiting = [];
    private readonly LinkedList<string> _turns = [];

    /// <summary>How many items wait.</summary>
    public int Count { get; private set; }

    /// <summary>Adds an item behind those of its source.</summary>
    /// <returns>Its place, for <see cref="Remove"/>.</returns>
    public LinkedListNode<T> Add(string source, T item)
    {
        if (!_waiting.TryGetValue(source, out var items))
        {
            items = _waiting[source] = [];
            _turns.AddLast(source);
        }

        Count++;
        return items.AddLast(item);
    }

    /// <summary>Takes the first item of the source whose turn it is.</summary>
    /// <returns>False where none waits.</returns>
    public bool TryTake(out T item)
    {
        if (_turns.First is not { } turn)
        {
            item = default!;
            return false;
        }

        var first = _waiting[turn.Value].First!;
        item = first.Value;
        _turns.RemoveFirst();
        _turns.AddLast(turn);
        Remove(turn.Value, first);
        return true;
    }

    /// <summary>Takes an item out before its turn.</summary>
    /// <returns>False where it was taken already.</returns>
    public bool Remove(string source, LinkedListNode<T> place)
    {
        if (place.List is not { } items)
        {
            return false;
        }

        items.Remove(place);
        Count--;
        if (items.Count == 0)
        {
            _waiting.Remove(source);
            _turns.Remove(source);
        }

        return true;
    }
}
