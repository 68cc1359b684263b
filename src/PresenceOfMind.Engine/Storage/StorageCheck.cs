namespace PresenceOfMind.Engine.Storage;

/// <summary>What is known of the file's soundness since the start.</summary>
public enum StorageCheck
{
    /// <summary>The file was closed the last time, so it is not checked.</summary>
    NotNeeded,

    /// <summary>The last stop was not clean; the check runs.</summary>
    Running,

    /// <summary>The check found nothing.</summary>
    Sound,

    /// <summary>The check found damage.</summary>
    Damaged,

    /// <summary>The check could not be finished.</summary>
    Failed,
}
