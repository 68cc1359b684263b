namespace PresenceOfMind.Engine.Storage;

/// <summary>Where and how data is kept.</summary>
public sealed record StorageOptions
{
    /// <summary>The data folder. It is made where it does not exist, readable by its owner alone.</summary>
    public string Folder { get; set; } = ".";

    /// <summary>The name of the SQLite file in <see cref="Folder"/>. Default <c>pom.db</c>.</summary>
    public string FileName { get; set; } = "pom.db";

    /// <summary>How many changes one transaction may hold. Default 1,000, at least 1.</summary>
    public int GroupLimit { get; set; } = 1000;

    internal string Path => System.IO.Path.GetFullPath(System.IO.Path.Combine(Folder, FileName));
}
