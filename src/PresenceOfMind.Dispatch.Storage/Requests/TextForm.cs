namespace PresenceOfMind.Dispatch.Storage.Requests;

/// <summary>Forms of the text of what somebody asked for.</summary>
internal enum TextForm
{
    /// <summary>The form of today: members by name, numbers by value, without what has its default.</summary>
    Canonical,

    /// <summary>
    /// Requests as the first releases condensed them: names as classes and properties had them then, choices as numbers, everything in a
    /// fixed order.
    /// </summary>
    First,

    /// <summary>Settings at a start as the first releases condensed them: as the API answers, everything in a fixed order.</summary>
    FirstStart,
}
