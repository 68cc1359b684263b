namespace PresenceOfMind.Protocol;

/// <summary>What a person, or one of a person's devices, is said to be. Source: PWS.</summary>
public enum PresenceState
{
    /// <summary>The name is unknown. Read only.</summary>
    Unknown,

    /// <summary>Free to be reached.</summary>
    Available,

    /// <summary>On the phone, in a meeting or otherwise occupied.</summary>
    Busy,

    /// <summary>Do not disturb.</summary>
    Dnd,

    /// <summary>Not at the desk.</summary>
    Away,

    /// <summary>No device is there to be reached.</summary>
    Unavailable,

    /// <summary>On vacation.</summary>
    Vacation,
}
