namespace PresenceOfMind.Server.Composing;

/// <summary>The names of the kinds of devices, as requests and settings spell them.</summary>
public static class DeviceKinds
{
    private static readonly Dictionary<string, DeviceKind> Kinds =
        Enum.GetValues<DeviceKind>().ToDictionary(k => k.ToString().ToLowerInvariant(), StringComparer.OrdinalIgnoreCase);

    /// <summary>All, in small letters.</summary>
    public static IReadOnlyCollection<string> Names => Kinds.Keys;

    /// <summary>The kind of a name, in letters of any case; false where there is none.</summary>
    /// <param name="name">The name; numbers and lists are none.</param>
    /// <param name="kind">The kind.</param>
    public static bool TryParse(string name, out DeviceKind kind) => Kinds.TryGetValue(name, out kind);
}
