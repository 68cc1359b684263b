namespace PresenceOfMind.Protocol.Soap;

/// <summary>How much of a person's presence is asked for or set. Source: PWS.</summary>
internal enum SoapPresenceType
{
    /// <summary>BASIC_PRESENCE: the state alone.</summary>
    Basic,

    /// <summary>RICH_PRESENCE: the PIDF document.</summary>
    Rich,
}
