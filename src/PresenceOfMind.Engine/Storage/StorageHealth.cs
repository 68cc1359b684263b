namespace PresenceOfMind.Engine.Storage;

/// <summary>How the database does.</summary>
/// <param name="Healthy">Whether the last group was committed.</param>
/// <param name="LastError">The error of the last group where it was not; one line.</param>
/// <param name="Commits">Groups committed since the start.</param>
/// <param name="Writes">Changes committed since the start.</param>
public sealed record StorageHealth(bool Healthy, string? LastError, long Commits, long Writes)
{
    /// <summary>What is the matter and what to do, in one line; null where nothing is.</summary>
    public string? Ailment => Healthy ? null : $"The last changes could not be kept ({LastError?.ReplaceLineEndings(" ")}); look at the disk of the data folder.";
}
