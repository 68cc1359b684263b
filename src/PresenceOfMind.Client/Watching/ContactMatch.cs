namespace PresenceOfMind.Client.Watching;

/// <summary>Compares contacts that were asked for with those that an answer names, by what they mean.</summary>
internal static class ContactMatch
{
    /// <summary>Whom an answer leaves out.</summary>
    /// <param name="asked">The contacts that were asked for.</param>
    /// <param name="answered">The names in the answer.</param>
    /// <param name="node">The node that answered, whose name and address mean its domain (PWS).</param>
    /// <returns>Those of <paramref name="asked"/> of whom the answer tells nothing, as they were asked for.</returns>
    public static IReadOnlyList<string> Missing(IReadOnlyCollection<string> asked, IEnumerable<string> answered, Uri node) =>
        Apart(asked, [.. answered], node);

    /// <summary>Contacts of an answer that were not asked for.</summary>
    /// <param name="asked">The contacts that were asked for.</param>
    /// <param name="answered">The names in the answer.</param>
    /// <param name="node">The node that answered, whose name and address mean its domain (PWS).</param>
    /// <returns>Those of <paramref name="answered"/> who mean none of the contacts, as the answer spells them.</returns>
    public static IReadOnlyList<string> Unmatched(IReadOnlyCollection<string> asked, IEnumerable<string> answered, Uri node) =>
        Apart([.. answered], asked, node);

    private static List<string> Apart(IReadOnlyCollection<string> some, IReadOnlyCollection<string> others, Uri node)
    {
        ArgumentNullException.ThrowIfNull(some);
        ArgumentNullException.ThrowIfNull(others);
        var nodes = new NodeNames(node);
        var keys = others.Select(WatchedContacts.KeyOf).ToHashSet(StringComparer.Ordinal);
        var byUser = keys.ToLookup(key => WatchedContacts.Split(key).User, StringComparer.Ordinal);
        return [.. some.Where(
            one => WatchedContacts.KeyOf(one) is var key
                && !keys.Contains(key)
                && !byUser[WatchedContacts.Split(key).User].Any(other => nodes.MayBeSame(key, other)))];
    }
}
