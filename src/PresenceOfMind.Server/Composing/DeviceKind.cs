namespace PresenceOfMind.Server.Composing;

/// <summary>What a device is, by its capabilities (PWS: <c>servcaps</c>).</summary>
public enum DeviceKind
{
    /// <summary>It does not say, as a calendar or a script.</summary>
    Other,

    /// <summary>It takes text: a chat client.</summary>
    Chat,

    /// <summary>It takes audio: a phone, also where it takes text too.</summary>
    Phone,
}
