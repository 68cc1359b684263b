namespace PresenceOfMind.Dispatch.Core.Teams;

/// <summary>Versions of what a command changes: a task's last position, or a digest of what settings say.</summary>
/// <param name="Versions">The versions.</param>
/// <param name="Any">Whether any version will do, as long as there is one.</param>
public sealed record ExpectedVersion(IReadOnlyList<string> Versions, bool Any = false)
{
    /// <summary>Whether what is there has one of these versions.</summary>
    /// <param name="current">The version of what is there; null where nothing is.</param>
    public bool Holds(string? current) => current is not null && (Any || Versions.Contains(current, StringComparer.Ordinal));
}
