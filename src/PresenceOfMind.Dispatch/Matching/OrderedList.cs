namespace PresenceOfMind.Dispatch.Matching;

/// <summary>
/// Items in order, in pieces of bounded length: cheap to insert, to remove and to walk, without an allocation for each. What the
/// order looks at must not change while an item is in.
/// </summary>
internal sealed class OrderedList<T>(IComparer<T> order)
    where T : class
{
    private const int MostInPiece = 128;

    private readonly List<Piece> _pieces = [];

    public int Count { get; private set; }

    public T? First => Count == 0 ? null : _pieces[0].Items[0];

    public void Add(T item)
    {
        Count++;
        if (_pieces.Count == 0)
        {
            _pieces.Add(new Piece());
        }

        var index = FindPiece(item);
        var piece = _pieces[index];
        if (piece.Count == MostInPiece)
        {
            piece = Split(index, item);
        }

        piece.Insert(~piece.Find(item, order), item);
    }

    /// <returns>Whether it was in.</returns>
    public bool Remove(T item)
    {
        if (Count == 0)
        {
            return false;
        }

        var index = FindPiece(item);
        var piece = _pieces[index];
        var place = piece.Find(item, order);
        if (place < 0)
        {
            return false;
        }

        Count--;
        piece.RemoveAt(place);
        if (piece.Count == 0)
        {
            _pieces.RemoveAt(index);
        }

        return true;
    }

    public void Clear()
    {
        _pieces.Clear();
        Count = 0;
    }

    public Walk GetEnumerator() => new(_pieces);

    /// <summary>All items, for those who do not walk in a hurry.</summary>
    public IEnumerable<T> All => _pieces.SelectMany(p => p.Items.Take(p.Count));

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

    private Piece Split(int index, T item)
    {
        var piece = _pieces[index];
        var upper = new Piece();

        // What comes in order fills the pieces; what does not halves them.
        var keep = order.Compare(piece.Items[MostInPiece - 1], item) < 0 ? MostInPiece : MostInPiece / 2;
        for (var i = keep; i < MostInPiece; i++)
        {
            upper.Items[upper.Count++] = piece.Items[i];
        }

        Array.Clear(piece.Items, keep, MostInPiece - keep);
        piece.Count = keep;
        _pieces.Insert(index + 1, upper);
        return upper.Count == 0 || order.Compare(upper.Items[0], item) < 0 ? upper : piece;
    }

    internal sealed class Piece
    {
        public readonly T[] Items = new T[MostInPiece];
        public int Count;

        public int Find(T item, IComparer<T> order) => Array.BinarySearch(Items, 0, Count, item, order);

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
        private int _piece;
        private int _place = -1;

        public readonly T Current => pieces[_piece].Items[_place];

        public bool MoveNext()
        {
            if (_piece < pieces.Count && ++_place >= pieces[_piece].Count)
            {
                _piece++;
                _place = 0;
            }

            return _piece < pieces.Count;
        }
    }
}
