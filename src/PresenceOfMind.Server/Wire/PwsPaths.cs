namespace PresenceOfMind.Server.Wire;

/// <summary>Where the service and its parts are (PWS).</summary>
internal static class PwsPaths
{
    /// <summary>The service, which both wires are below.</summary>
    public const string Service = "/presence-service";

    /// <summary>The SOAP wire, below the service.</summary>
    public const string Soap = "/soap";
}
