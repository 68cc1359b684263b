namespace PresenceOfMind.Dispatch.Core.Teams;

/// <summary>Something that a team is asked to do.</summary>
public abstract record TeamCommand
{
    /// <summary>The <c>Idempotency-Key</c>: a command that comes again under it acts once. Null for none.</summary>
    public string? Key { get; init; }

    /// <summary>Who asks: a contact or a name; null where nobody says.</summary>
    public string? By { get; init; }

    /// <summary>Who was verified to ask, such as <c>key:wallboard</c>; null where nobody was asked.</summary>
    public string? Actor { get; init; }

    /// <summary>The versions of what it changes of which one must be there; null for any, or none.</summary>
    public ExpectedVersion? Expected { get; init; }

    /// <summary>The versions of what it changes of which none may be there; null for none. Commands about tasks take none.</summary>
    public ExpectedVersion? Unwanted { get; init; }
}
