namespace PresenceOfMind.Engine.Storage;

/// <summary>The health of the database.</summary>
/// <param name="Healthy">Whether the last group was committed.</param>
/// <param name="LastError">The error of the last group where it was not; one line.</param>
/// <param name="Commits">Groups committed since the start.</param>
/// <param name="Writes">Changes committed since the start.</param>
public sealed record StorageHealth(bool Healthy, string? LastError, long Commits, long Writes)
{
    /// <summary>Why the data file cannot be used any more, for example since it was deleted; null where it is there.</summary>
    public string? Lost { get; init; }

    /// <summary>How far the check after an unclean stop is.</summary>
    public StorageCheck Check { get; init; }

    /// <summary>What the check found, where it found something; one line.</summary>
    public string? Found { get; init; }

    /// <summary>What is the matter and what to do, in one line; null where nothing is.</summary>
    public string? Ailment =>
        Lost
            ?? (Healthy
                ? null
                : $"The last changes could not be stored ({LastError?.ReplaceLineEndings(" ")}); check the disk of the data folder.")
        ?? (Check == StorageCheck.Damaged
            ? $"The data file is damaged ({Found}); stop, and restore the data folder from a back-up."
            : null);

    /// <summary>What is worth knowing although nothing is the matter, in one line; null where nothing is.</summary>
    public string? Note => Check switch
    {
        StorageCheck.Running => "The last stop was not clean: the database is being checked.",
        StorageCheck.Sound => "The last stop was not clean: the database was checked and is sound.",
        StorageCheck.Failed => $"The last stop was not clean, and the database could not be checked ({Found}).",
        _ => null,
    };
}
