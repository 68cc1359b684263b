using PresenceOfMind.Protocol;

namespace PresenceOfMind.Server.Tests;

/// <summary>Which errors of the table the tests of a wire provoke.</summary>
internal static class Coverage
{
    /// <summary>What <see cref="LimitTests"/> provokes over both wires.</summary>
    public static IReadOnlyList<int> ByLimits { get; } = [138, 139, 210, 212];

    /// <summary>Refuses an error that is neither provoked nor unreachable, or both.</summary>
    public static void Check(IEnumerable<int> provoked, IEnumerable<IReadOnlyDictionary<PwsErrorCode, string>> unreachable)
    {
        var reached = provoked.Distinct().Order().ToList();
        var never = unreachable.SelectMany(some => some.Keys).Select(code => (int)code).Order().ToList();
        Assert.Empty(reached.Intersect(never));
        Assert.Equal(PwsError.All.Select(e => (int)e.Code).Order(), reached.Concat(never).Order());
    }
}
