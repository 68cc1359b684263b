using PresenceOfMind.Protocol;

namespace PresenceOfMind.App.Settings;

/// <summary>A node that <c>pom server</c> plays.</summary>
/// <param name="Name">Its host name or address, with a port where clients are to be told one.</param>
/// <param name="HttpPort">Its port for HTTP.</param>
/// <param name="HttpsPort">Its port for HTTPS.</param>
internal sealed record NodeSetting(string Name, int HttpPort, int HttpsPort)
{
    /// <summary>As clients are told: with the port of HTTPS where that is not the usual one.</summary>
    public string Told => HttpsPort == PwsFacts.HttpsPort || HasPort ? Name : $"{Name}:{HttpsPort}";

    /// <summary>The name without a port.</summary>
    public string Host => HasPort ? Name[..Name.LastIndexOf(':')] : Name;

    private bool HasPort => Name.LastIndexOf(':') > Name.LastIndexOf(']');
}
