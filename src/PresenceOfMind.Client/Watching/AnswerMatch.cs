namespace PresenceOfMind.Client.Watching;

/// <summary>How the contacts of an answer match those of a part.</summary>
/// <param name="Told">The contacts of the answer, in its order; null for a contact that the part does not watch any more, or that is
/// unknown.</param>
/// <param name="Missing">Whom the subscription holds, and the answer leaves out.</param>
/// <param name="Strangers">Whom it names, and who is none of the part's contacts.</param>
/// <param name="IsFirst">Whether it is the first answer of the subscription, whose id then is certainly the part's.</param>
/// <param name="IsOther">Whether it differs from the answers before as that of another subscription would.</param>
internal sealed record AnswerMatch(
    WatchedContact?[] Told, IReadOnlyList<WatchedContact> Missing, IReadOnlyList<string> Strangers, bool IsFirst, bool IsOther)
{
    /// <summary>Whether it contains all contacts, and no others.</summary>
    public bool IsComplete => Missing.Count == 0 && Strangers.Count == 0;

    /// <summary>Whether it names people, and none of them is a contact: nothing can be made of it.</summary>
    public bool IsStrange => Strangers.Count > 0 && Array.TrueForAll(Told, contact => contact is null);
}
