namespace PresenceOfMind.Engine.Storage;

/// <summary>A change was refused, because the database no longer holds the version that it replaces: another writer was first.</summary>
public sealed class FencedException : Exception
{
    /// <summary>Refuses a change.</summary>
    /// <param name="message">What was expected and not found.</param>
    public FencedException(string message)
        : base(message)
    {
    }
}

/// <summary>The database could not keep a change, for example since the disk is full. Nothing of the change was kept.</summary>
public sealed class StorageException : Exception
{
    /// <summary>Reports a change that was not kept.</summary>
    /// <param name="message">One line: what, where, and what to do.</param>
    /// <param name="inner">The database's own error.</param>
    public StorageException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}

/// <summary>Another program holds the data file.</summary>
public sealed class DatabaseInUseException : Exception
{
    /// <summary>Reports a data file in use.</summary>
    /// <param name="path">The data file.</param>
    public DatabaseInUseException(string path)
        : base($"Another program uses {path}; stop it, or choose another folder with --data.")
    {
    }
}

/// <summary>The data file was written by a later release.</summary>
public sealed class SchemaTooNewException : Exception
{
    /// <summary>Reports a data file of a later release.</summary>
    /// <param name="path">The data file.</param>
    /// <param name="component">Whose tables are newer.</param>
    /// <param name="found">The version in the file.</param>
    /// <param name="known">The last version that this release knows.</param>
    public SchemaTooNewException(string path, string component, int found, int known)
        : base(
            $"{path} was written by a later release ({component} tables of version {found}; this release knows {known}); start that "
                + "release, or choose another folder with --data.")
    {
    }
}
