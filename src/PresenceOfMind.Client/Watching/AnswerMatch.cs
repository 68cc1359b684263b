namespace PresenceOfMind.Client.Watching;

/// <summary>How an answer fits to the contacts of a part.</summary>
/// <param name="Told">Whom it tells of, in its order; null for whom the part does not watch any more, and for whom nobody knows.</param>
/// <param name="Missing">Whom the subscription holds, and the answer leaves out.</param>
/// <param name="Strangers">Whom it names, and who is none of the part's contacts.</param>
/// <param name="IsFirst">Whether it is the first answer of the subscription, whose id then is certainly the part's.</param>
/// <param name="IsOther">Whether it differs from the answers before as that of another subscription would.</param>
internal sealed record AnswerMatch(
    WatchedContact?[] Told, IReadOnlyList<WatchedContact> Missing, IReadOnlyList<string> Strangers, bool IsFirst, bool IsOther)
{
    /// <summary>Whether it tells of everybody, and of nobody else.</summary>
    public bool IsComplete => Missing.Count == 0 && Strangers.Count == 0;

    /// <summary>Whether it names people, and none of them is a contact: nothing can be made of it.</summary>
    public bool IsStrange => Strangers.Count > 0 && Array.TrueForAll(Told, contact => contact is null);
}
