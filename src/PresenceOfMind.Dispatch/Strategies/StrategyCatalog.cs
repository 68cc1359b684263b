using System.Diagnostics.CodeAnalysis;

namespace PresenceOfMind.Dispatch.Strategies;

/// <summary>The strategies by name.</summary>
internal static class StrategyCatalog
{
    private static readonly Dictionary<string, IStrategy> ByName =
        new IStrategy[] { LongestIdle.Instance }.ToDictionary(s => s.Name, StringComparer.Ordinal);

    public static IEnumerable<string> Names => ByName.Keys;

    public static bool TryFind(string name, [NotNullWhen(true)] out IStrategy? strategy) => ByName.TryGetValue(name, out strategy);
}
