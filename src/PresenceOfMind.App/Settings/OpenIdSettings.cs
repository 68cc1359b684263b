using PresenceOfMind.Access.OpenId;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Settings;

/// <summary>Sign-in with OpenID Connect as the settings say.</summary>
internal static class OpenIdSettings
{
    /// <summary>The identity provider; null where there is none.</summary>
    /// <param name="settings">The settings.</param>
    /// <exception cref="UserException">A setting that belongs to the others is missing.</exception>
    public static OpenIdOptions? FindOpenId(this PomSettings settings)
    {
        if (settings.OidcAuthority is not { } authority)
        {
            return settings is { OidcClientId: null, OidcClientSecret: null, OidcAudience: null, OidcRoles.Count: 0 }
                ? null
                : throw Missing("--oidc-authority, the address of the identity provider");
        }

        if (settings is { OidcClientId: null, OidcAudience: null })
        {
            throw Missing("--oidc-client-id for the sign-in at the page, or --oidc-audience for tokens at the API, or both");
        }

        return settings.OidcRoles.Count == 0
            ? throw Missing("--oidc-roles, since nobody would have a role: for example pom-admins=administrator,desk-leads=desk:lead")
            : new OpenIdOptions
            {
                Authority = authority,
                Title = settings.OidcTitle,
                ClientId = settings.OidcClientId,
                ClientSecret = settings.OidcClientSecret,
                Scopes = settings.OidcScopes,
                Audience = settings.OidcAudience,
                NameClaim = settings.OidcNameClaim,
                ContactClaim = settings.OidcContactClaim,
                RolesClaim = settings.OidcRolesClaim,
                Roles = settings.OidcRoles,
            };
    }

    private static UserException Missing(string what) => new(ExitCode.Usage, $"OpenID Connect needs {what}.");
}
