namespace PresenceOfMind.Protocol.Rest;

/// <summary>The headers of REST requests. Source: PWS.</summary>
internal static class PwsHeaders
{
    /// <summary>The session key that a login answered with.</summary>
    public const string SessionKey = "Presence-Session-Key";

    /// <summary>How long an endpoint, a subscription or a state is to live: seconds, 3600 to 86400.</summary>
    public const string Expiry = "Presence-Expiry";

    /// <summary>Whether a state beats those of all devices: <c>true</c> or <c>false</c>, case sensitive.</summary>
    public const string Override = "Presence-Override";
}
