namespace PresenceOfMind.Client.Wire;

/// <summary>Where the service listens. Source: PWS.</summary>
internal static class PwsPorts
{
    internal const int Http = 8082;

    internal const int Https = 8083;
}
