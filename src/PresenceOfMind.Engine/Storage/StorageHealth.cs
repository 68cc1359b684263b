namespace PresenceOfMind.Engine.Storage;

/// <summary>How the database does.</summary>
/// <param name="Healthy">Whether the last group was committed.</param>
/// <param name="LastError">The error of the last group where it was not; one line.</param>
/// <param name="Commits">Groups committed since the start.</param>
/// <param name="Writes">Changes committed since the start.</param>
public sealed record StorageHealth(bool Healthy, string? LastError, long Commits, long Writes);
