namespace PresenceOfMind.Dispatch.Core.Events;

/// <summary>What made presence unconfirmed.</summary>
public enum UnconfirmedCause
{
    /// <summary>No source has reported yet.</summary>
    NoSource,

    /// <summary>The team was loaded.</summary>
    Loaded,

    /// <summary>The process stood still, or its clock was set.</summary>
    StoodStill,

    /// <summary>The source was opened.</summary>
    SourceOpened,

    /// <summary>The source was lost.</summary>
    SourceLost,
}
