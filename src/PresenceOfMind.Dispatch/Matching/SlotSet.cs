using System.Numerics;

namespace PresenceOfMind.Dispatch.Matching;

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

    /// <summary>The lowest slot of a word that is not empty.</summary>
    public static int Lowest(ulong word) => BitOperations.TrailingZeroCount(word);
}
