namespace PresenceOfMind.Client.Watching;

/// <summary>A contact, and what was last told of it.</summary>
/// <param name="key">What equal contacts share.</param>
/// <param name="given">The contact as it was given.</param>
internal sealed class WatchedContact(string key, string given)
{
    public string Key { get; } = key;

    public string Given { get; } = given;

    /// <summary>How the server spelled it last, where that is not as it was given.</summary>
    public string Spelled { get; set; } = given;

    /// <summary>The part that watches it.</summary>
    public SubscriptionPart Part { get; set; } = null!;

    /// <summary>The last change; null before the first.</summary>
    public PresenceChange? Last { get; set; }

    /// <summary>Whether an answer of the part's subscription told of it.</summary>
    public bool Seen { get; set; }

    /// <summary>The answer that told of it last, so that one who stands twice in it counts once.</summary>
    public long Answer { get; set; }
}
