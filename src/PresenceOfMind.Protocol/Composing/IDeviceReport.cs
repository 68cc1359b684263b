namespace PresenceOfMind.Protocol.Composing;

/// <summary>What a device of a person, or another source of presence, says: all that the rules of composition look at.</summary>
internal interface IDeviceReport
{
    /// <summary>Whether it beats every device.</summary>
    bool IsOverride { get; }

    /// <summary>Whether it is what the person set through the web service.</summary>
    bool IsOwn { get; }

    /// <summary>The state that it says.</summary>
    PresenceState State { get; }

    /// <summary>The activity that decides, as PIDF names it; null where it says no more than the state.</summary>
    string? Activity { get; }
}
