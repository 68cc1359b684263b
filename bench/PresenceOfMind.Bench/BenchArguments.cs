using System.Globalization;

namespace PresenceOfMind.Bench;

/// <summary>What stands behind a benchmark's name, taken in any order: a word that it knows, then numbers.</summary>
internal sealed class BenchArguments(IReadOnlyList<string> arguments)
{
    private readonly Queue<double> _numbers = new(arguments
        .Select(a => double.TryParse(a, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : -1)
        .Where(n => n > 0));

    /// <summary>The first of the words that is there; the last where none is.</summary>
    public string Word(params string[] words) => words.FirstOrDefault(arguments.Contains) ?? words[^1];

    /// <summary>The next number.</summary>
    public int Count(int otherwise) => _numbers.TryDequeue(out var number) ? (int)number : otherwise;

    /// <summary>The next number, as seconds.</summary>
    public TimeSpan Seconds(double otherwise) => TimeSpan.FromSeconds(_numbers.TryDequeue(out var number) ? number : otherwise);
}
