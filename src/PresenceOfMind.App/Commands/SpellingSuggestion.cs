namespace PresenceOfMind.App.Commands;

/// <summary>Finds the word that a misspelled word means.</summary>
internal static class SpellingSuggestion
{
    /// <summary>
    /// The word that is nearest to another, where one is near: a third of the letters may differ, or it is the beginning or the last part
    /// of one.
    /// </summary>
    /// <param name="word">The word as it was typed.</param>
    /// <param name="known">The words that there are.</param>
    /// <returns>Null where none is near.</returns>
    public static string? Nearest(string word, IEnumerable<string> known)
    {
        var typed = Bare(word);
        return known
            .Select(k => (Word: k, Distance: Distance(typed, Bare(k))))
            .Where(k => k.Distance <= Math.Max(1, typed.Length / 3))
            .OrderBy(k => k.Distance)
            .FirstOrDefault()
            .Word;
    }

    /// <summary>How far a known word is from what was typed: 0 where it begins so, 1 where its last part is that.</summary>
    private static int Distance(string typed, string known) =>
        typed.Length > 1 && known.StartsWith(typed, StringComparison.Ordinal) ? 0
            : typed.Length > 1 && known.EndsWith("-" + typed, StringComparison.Ordinal) ? 1
            : CountEdits(typed, known);

    private static string Bare(string word) => word.TrimStart('-').ToLowerInvariant();

    /// <summary>How many letters to add, remove, replace or swap with their neighbour (optimal string alignment).</summary>
    private static int CountEdits(string a, string b)
    {
        var cost = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                cost[i, j] = i == 0
                    ? j
                    : j == 0
                        ? i
                        : Math.Min(Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1, cost[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
                }
            }
        }

        return cost[a.Length, b.Length];
    }
}
