using PresenceOfMind.Access.Principals;
using PresenceOfMind.Access.Roles;

namespace PresenceOfMind.Access.OpenId;

/// <summary>Maps claims to roles.</summary>
/// <param name="options">Which role a group gives.</param>
/// <param name="normalize">A contact in the form in which contacts are compared.</param>
public sealed class RoleMapper(OpenIdOptions options, Func<string, string> normalize)
{
    /// <summary>A contact in the form in which contacts are compared.</summary>
    /// <param name="contact">The contact, as the provider writes it.</param>
    public string Normalize(string contact) => normalize(contact);

    /// <summary>The roles of somebody. The role worker needs a contact, and is left out without one.</summary>
    /// <param name="claims">What the provider says.</param>
    public IReadOnlyList<Grant> Map(OpenIdClaims claims)
    {
        ArgumentNullException.ThrowIfNull(claims);
        var contact = claims.Contact is { } text ? normalize(text) : null;
        return
        [
            .. options.Roles
                .Where(m => m.Value == RoleMapping.Everybody || claims.Roles.Contains(m.Value, StringComparer.Ordinal))
                .Where(m => m.Role is not Role.Worker || contact is not null)
                .Select(m => new Grant(m.Role, m.Team, m.Role is Role.Worker ? contact : null))
                .Distinct(),
        ];
    }

    /// <summary>Somebody with these roles.</summary>
    /// <param name="claims">What the provider says.</param>
    public Principal ToPrincipal(OpenIdClaims claims) => new(PrincipalKind.OpenId, claims.Name, Map(claims));
}
