using Microsoft.AspNetCore.Http;
using PresenceOfMind.Engine.Network;

namespace PresenceOfMind.Access.Http;

/// <summary>From where a request comes.</summary>
public static class ClientAddressExtensions
{
    /// <summary>The address of the client, IPv4 as such; null where the connection has none.</summary>
    /// <param name="context">The request.</param>
    public static string? ClientAddress(this HttpContext context) => context.Connection.RemoteIpAddress?.Unmap().ToString();
}
