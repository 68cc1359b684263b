using System.Numerics;

namespace PresenceOfMind.Dispatch.Core.Matching;

/// <summary>A set of workers, or of demands, by their slots, a bit each.</summary>
internal sealed class SlotSet
{
    public const int BitsPerWord = 64;

    private ulong[] _words = new ulong[1];

    /// <summary>The bits; words past the end are empty.</summary>
    public ulong[] Words => _words;

    public int Count { get; private set; }

    /// <summary>A word of the set; 0 past the end.</summary>
    public ulong this[int word] => (uint)word < (uint)_words.Length ? _words[word] : 0;

    public bool Has(int slot) => (this[slot / BitsPerWord] & (1UL << slot)) != 0;

    /// <returns>Whether that changed anything.</returns>
    public bool Set(int slot, bool isIn)
    {
        var word = slot / BitsPerWord;
        if (word >= _words.Length)
        {
            if (!isIn)
            {
                return false;
            }

            Array.Resize(ref _words, Math.Max(word + 1, _words.Length * 2));
        }

        var bit = 1UL << slot;
        if ((_words[word] & bit) != 0 == isIn)
        {
            return false;
        }

        _words[word] ^= bit;
        Count += isIn ? 1 : -1;
        return true;
    }

    public void Clear()
    {
        Array.Clear(_words);
        Count = 0;
    }

    /// <summary>How many slots two sets have in common, by their words.</summary>
    public static int Common(ulong[] a, ulong[] b)
    {
        var count = 0;
        var length = Math.Min(a.Length, b.Length);
        for (var i = 0; i < length; i++)
        {
            count += BitOperations.PopCount(a[i] & b[i]);
        }

        return count;
    }

    /// <summary>Whether three sets have a slot in common.</summary>
    public static bool AnyCommon(SlotSet a, SlotSet b, SlotSet c)
    {
        if (b.Count == 0 || c.Count == 0)
        {
            return false;
        }

        var length = Math.Min(a._words.Length, Math.Min(b._words.Length, c._words.Length));
        for (var i = 0; i < length; i++)
        {
            if ((a._words[i] & b._words[i] & c._words[i]) != 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The lowest slot of a word that is not empty.</summary>
    public static int Lowest(ulong word) => BitOperations.TrailingZeroCount(word);
}
