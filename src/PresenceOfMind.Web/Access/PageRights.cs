namespace PresenceOfMind.Web.Access;

/// <summary>Which buttons a page shows. Whether an action is done, <see cref="PageActions"/> asks again.</summary>
/// <param name="MayAdd">Whether the reader may add tasks.</param>
/// <param name="MayCancel">Whether the reader may cancel tasks.</param>
/// <param name="SeesAll">Whether the reader sees the whole team, and not a worker's own alone.</param>
/// <param name="MayWorkAs">Whether the reader may answer the offers of a worker and complete the worker's tasks.</param>
internal sealed record PageRights(bool MayAdd, bool MayCancel, bool SeesAll, Predicate<string> MayWorkAs)
{
    /// <summary>Nothing.</summary>
    public static PageRights None { get; } = new(false, false, false, _ => false);
}
