using System.Net;
using Microsoft.AspNetCore.Http;
using PresenceOfMind.Access.Keys;
using PresenceOfMind.Access.Principals;
using PresenceOfMind.Access.Refusals;
using PresenceOfMind.Engine.Network;

namespace PresenceOfMind.Access.Http;

/// <summary>The header <c>Authorization: Bearer KEY</c> (RFC 6750).</summary>
/// <param name="keys">The keys.</param>
internal sealed class KeyPrincipalSource(ApiKeys keys) : IPrincipalSource
{
    private const string Scheme = "Bearer ";

    public ValueTask<Principal?> FindAsync(HttpContext context)
    {
        var values = context.Request.Headers.Authorization;
        if (values.Count == 0)
        {
            return ValueTask.FromResult<Principal?>(null);
        }

        var header = values.Count == 1 ? values.ToString() : "";
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            throw new AccessException(401, "key-unknown", "Send the API key as \"Authorization: Bearer KEY\", once.");
        }

        if (keys.Verify(header[Scheme.Length..].Trim()) is not { } key)
        {
            throw new AccessException(
                401,
                "key-unknown",
                "This API key is not known: it is mistyped, has expired, or was revoked or rotated. Use another, or make one with: "
                    + "pom keys add NAME.");
        }

        var address = context.Connection.RemoteIpAddress?.Unmap() ?? IPAddress.None;
        return key.Networks.Count == 0 || key.Networks.Any(n => n.Contains(address))
            ? ValueTask.FromResult<Principal?>(key.ToPrincipal())
            : throw new AccessException(
                403, "network-refused", $"The key {key.Name} may not be used from {address}. Its networks are set when it is made.");
    }
}
