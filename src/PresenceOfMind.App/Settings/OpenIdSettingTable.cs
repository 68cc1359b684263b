using PresenceOfMind.Access.OpenId;
using PresenceOfMind.App.Files;

namespace PresenceOfMind.App.Settings;

/// <summary>The settings of sign-in with OpenID Connect.</summary>
internal static class OpenIdSettingTable
{
    private const string AClaim = "the name of a claim, or a path to it such as realm_access.roles";
    private const int LongestTitle = 60;

    private static readonly PomSettings Standard = new();

    public static IReadOnlyList<Setting> All { get; } =
    [
        new("oidc-authority", "url", "an absolute URL with https, or with http on this machine",
            "The identity provider (OpenID Connect), as its issuer is called. Default none.",
            (s, text) => Authority(text) is { } url ? s with { OidcAuthority = url } : null),
        new("oidc-client-id", "text", "a text", "This program at the provider, for the sign-in at the page. Default: none.",
            (s, text) => text.Length > 0 ? s with { OidcClientId = text } : null),
        new("oidc-client-secret-file", "file", SecretFile.Takes, "A file that holds the client's secret. Default none: a public client.",
            (s, text) => SecretFile.Read(text) is { } secret ? s with { OidcClientSecret = secret } : null),
        new("oidc-audience", "text", "a text", "The audience of the provider's access tokens that the API takes. Default: it takes none.",
            (s, text) => text.Length > 0 ? s with { OidcAudience = text } : null),
        new("oidc-roles", "list",
            "group=administrator and group=team:role, separated by commas, such as pom-admins=administrator,desk-leads=desk:lead",
            "Which role a group of the provider has here. The group * is everybody, and the team * all teams.",
            (s, text) => Roles(text) is { } roles ? s with { OidcRoles = roles } : null),
        new("oidc-roles-claim", "name", AClaim, $"The claim with the groups or roles. Default {Standard.OidcRolesClaim}.",
            (s, text) => text.Length > 0 ? s with { OidcRolesClaim = text } : null),
        new("oidc-contact-claim", "name", AClaim, $"The claim with a person's contact. Default {Standard.OidcContactClaim}.",
            (s, text) => text.Length > 0 ? s with { OidcContactClaim = text } : null),
        new("oidc-name-claim", "name", AClaim, $"The claim with the name that is shown and logged. Default {Standard.OidcNameClaim}.",
            (s, text) => text.Length > 0 ? s with { OidcNameClaim = text } : null),
        new("oidc-scopes", "list", "scopes separated by spaces, with openid among them",
            $"What is asked for at the sign-in. Default: {Standard.OidcScopes}.",
            (s, text) => Scopes(text) is { } scopes ? s with { OidcScopes = scopes } : null),
        new("oidc-title", "text", $"a text of 1 to {LongestTitle} characters", "The provider on the page: Sign in with … "
                + $"Default: {Standard.OidcTitle}.",
            (s, text) => text.Length is > 0 and <= LongestTitle && !text.Any(char.IsControl) ? s with { OidcTitle = text } : null),
    ];

    private static Uri? Authority(string text) =>
        SettingText.Url(text) is { Query: "", Fragment: "", UserInfo: "" } url && (url.Scheme == Uri.UriSchemeHttps || url.IsLoopback)
            ? url
            : null;

    private static List<RoleMapping>? Roles(string text)
    {
        var texts = text.Split(',', StringSplitOptions.TrimEntries);
        var roles = texts.Select(RoleMapping.Parse).OfType<RoleMapping>().ToList();
        return roles.Count == texts.Length ? roles : null;
    }

    private static string? Scopes(string text)
    {
        var scopes = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return scopes.Contains("openid") ? string.Join(' ', scopes) : null;
    }
}
