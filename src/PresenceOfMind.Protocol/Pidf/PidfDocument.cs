namespace PresenceOfMind.Protocol.Pidf;

/// <summary>
/// What is known of a person's presence: the person, and a tuple a device. Sources: RFC 3863, RFC 4479, RFC 4480, PWS.
/// </summary>
/// <remarks>Two documents say the same where <see cref="PidfWriter.Write(PidfDocument)"/> gives the same bytes.</remarks>
public sealed record PidfDocument
{
    /// <summary>Whom it speaks of, for example <c>sip:joe@example.com</c>; null where it does not say.</summary>
    public string? Entity { get; init; }

    /// <summary>What the person does; null where it does not say.</summary>
    public PidfPerson? Person { get; init; }

    /// <summary>The person's name for people to read; null where it does not say.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The devices, one tuple each.</summary>
    public IReadOnlyList<PidfTuple> Tuples { get; init; } = [];

    /// <summary>The devices of RFC 4479.</summary>
    public IReadOnlyList<PidfDevice> Devices { get; init; } = [];

    /// <summary>Remarks on the whole.</summary>
    public IReadOnlyList<PidfNote> Notes { get; init; } = [];

    /// <summary>Elements that this library does not know.</summary>
    public IReadOnlyList<PidfElement> Extras { get; init; } = [];

    /// <summary>
    /// The state that the set of activities stands for (see <see cref="PidfActivity.Deciding"/>), with a tuple's <c>dnd</c> among them;
    /// a person who is idle is AWAY and not AVAILABLE. Null where nothing says one.
    /// </summary>
    public PresenceState? State
    {
        get
        {
            var names = (Person?.Activities ?? []).Select(activity => activity.Name);
            var deciding = PidfActivity.Deciding(
                Tuples.Any(tuple => tuple.IsDnd) ? names.Append(PidfActivity.FromState(PresenceState.Dnd)) : names);
            PresenceState? said = deciding is not null && PidfActivity.TryGetState(deciding, out var state) ? state : null;
            return said is null or PresenceState.Available && PidfPerson.IsIdle(Person?.UserInput) ? PresenceState.Away : said;
        }
    }

    /// <summary>Whether it asks to end an override: an element <c>clear</c>, among the activities or elsewhere. Source: PWS.</summary>
    public bool IsClear =>
        HasClear(Person?.Activities)
        || HasClear(Person?.Extras)
        || HasClear(Extras)
        || Tuples.Any(tuple => HasClear(tuple.Extras) || HasClear(tuple.StatusExtras));

    private static bool HasClear(IReadOnlyList<PidfElement>? elements) =>
        elements?.Any(element => element.Name == PidfActivity.Clear) == true;
}
