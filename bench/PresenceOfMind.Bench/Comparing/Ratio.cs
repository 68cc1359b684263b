using System.Globalization;

namespace PresenceOfMind.Bench.Comparing;

/// <summary>
/// How fast one thing is as a ratio to another, from pairs that were measured in turn, with its 95 % confidence interval.
/// </summary>
/// <param name="Mean">The geometric mean of the pairs' ratios; below 1 the first thing is slower.</param>
/// <param name="Low">The lower end of the interval.</param>
/// <param name="High">The upper end of the interval.</param>
internal readonly record struct Ratio(double Mean, double Low, double High)
{
    /// <summary>The quantiles of Student's t distribution at 0.975, for 1 and more degrees of freedom.</summary>
    private static readonly double[] StudentT =
    [
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101,
        2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
    ];

    /// <summary>The ratio that pairs show.</summary>
    /// <param name="ratios">The ratio of each pair; all are above 0.</param>
    /// <exception cref="ArgumentException">There are fewer than two pairs, so that nothing is known about their spread.</exception>
    public static Ratio Create(IReadOnlyList<double> ratios)
    {
        if (ratios.Count < 2)
        {
            throw new ArgumentException("A confidence interval needs at least two pairs.", nameof(ratios));
        }

        var logarithms = ratios.Select(r => Math.Log(r)).ToArray();
        var mean = logarithms.Average();
        var deviation = Math.Sqrt(logarithms.Sum(l => (l - mean) * (l - mean)) / (logarithms.Length - 1));
        var half = StudentT[Math.Min(logarithms.Length - 1, StudentT.Length) - 1] * deviation / Math.Sqrt(logarithms.Length);
        return new Ratio(Math.Exp(mean), Math.Exp(mean - half), Math.Exp(mean + half));
    }

    /// <summary>Whether the whole interval lies below a bound: the first thing is slower than the bound allows.</summary>
    public bool IsBelow(double bound) => High < bound;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Mean:F3} (95 % confidence interval {Low:F3} to {High:F3})");
}
