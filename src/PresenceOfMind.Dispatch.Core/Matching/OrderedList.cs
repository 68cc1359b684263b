namespace PresenceOfMind.Dispatch.Core.Matching;

/// <summary>
/// Items in order, in pieces of bounded length: cheap to insert, to remove and to walk, without an allocation for each. What the
/// order looks at must not change while an item is in. Most come at the end and leave at the beginning, as in any line, which
/// costs one comparison and none.
/// </summary>
/// <typeparam name="T">The items.</typeparam>
/// <typeparam name="TOrder">Their order, a struct, so that comparisons are no calls through an interface; it tells any two items
/// apart.</typeparam>
internal sealed class OrderedList<T, TOrder>(TOrder order)
    where T : class
    where TOrder : struct, IComparer<T>
{
    private const int MostInPiece = 128;

    private readonly List<Piece> _pieces = [];

    public int Count { get; private set; }

    public T? First => Count == 0 ? null : _pieces[0].Items[0];

    public void Add(T item)
    {
        if (_pieces.Count == 0)
        {
            _pieces.Add(new Piece());
        }

        Count++;

        var last = _pieces[^1];
        if (last.Count == 0 || order.Compare(last.Items[last.Count - 1], item) < 0)
        {
            Append(last, item);
            return;
        }

        var index = FindPiece(item);
        var piece = _pieces[index];
        if (piece.Count == MostInPiece)
        {
            piece = Split(index, item);
        }

        piece.Insert(~Find(piece, item), item);
    }

    /// <returns>Whether it was in.</returns>
    public bool Remove(T item)
    {
        if (Count == 0)
        {
            return false;
        }

        if (ReferenceEquals(_pieces[0].Items[0], item))
        {
            RemoveAt(0, 0);
            return true;
        }

        var index = FindPiece(item);
        var place = Find(_pieces[index], item);
        if (place < 0)
        {
            return false;
        }

        RemoveAt(index, place);
        return true;
    }

    public void Clear()
    {
        _pieces.Clear();
        Count = 0;
    }

    public Walk GetEnumerator() => new(_pieces);

    private void Append(Piece last, T item)
    {
        if (last.Count == MostInPiece)
        {
            last = new Piece();
            _pieces.Add(last);
        }

        last.Items[last.Count++] = item;
    }

    private void RemoveAt(int index, int place)
    {
        Count--;
        var piece = _pieces[index];
        piece.RemoveAt(place);
        if (piece.Count == 0 && _pieces.Count > 1)
        {
            _pieces.RemoveAt(index);
        }
    }

    private int FindPiece(T item)
    {
        var (low, high) = (0, _pieces.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (order.Compare(_pieces[middle].Items[0], item) <= 0)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return low;
    }

    /// <summary>An item's place in a piece; the complement of where it would stand where it is not in.</summary>
    private int Find(Piece piece, T item)
    {
        var (low, high) = (0, piece.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var compared = order.Compare(piece.Items[middle], item);
            if (compared == 0)
            {
                return middle;
            }

            (low, high) = compared < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return ~low;
    }

    /// <summary>Halves a full piece.</summary>
    /// <returns>The half to which an item belongs.</returns>
    private Piece Split(int index, T item)
    {
        const int Keep = MostInPiece / 2;
        var piece = _pieces[index];
        var upper = new Piece { Count = MostInPiece - Keep };
        Array.Copy(piece.Items, Keep, upper.Items, 0, upper.Count);
        Array.Clear(piece.Items, Keep, upper.Count);
        piece.Count = Keep;
        _pieces.Insert(index + 1, upper);
        return order.Compare(upper.Items[0], item) < 0 ? upper : piece;
    }

    internal sealed class Piece
    {
        public readonly T[] Items = new T[MostInPiece];
        public int Count;

        public void Insert(int place, T item)
        {
            Array.Copy(Items, place, Items, place + 1, Count - place);
            Items[place] = item;
            Count++;
        }

        public void RemoveAt(int place)
        {
            Count--;
            Array.Copy(Items, place + 1, Items, place, Count - place);
            Items[Count] = null!;
        }
    }

    /// <summary>Goes through the items in order.</summary>
    internal struct Walk(List<Piece> pieces)
    {
        private Piece? _piece;
        private int _next;
        private int _place;

        public readonly T Current => _piece!.Items[_place];

        public bool MoveNext()
        {
            if (_piece is not null && ++_place < _piece.Count)
            {
                return true;
            }

            if (_next == pieces.Count)
            {
                return false;
            }

            (_piece, _place) = (pieces[_next++], 0);

            // An empty list keeps a piece for what comes.
            return _piece.Count > 0;
        }
    }
}
