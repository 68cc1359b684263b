using PresenceOfMind.Access.OpenId;

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
        new("oidc-title", "text", $"a text of 1 to {LongestTitle} characters", "What people call the provider. "
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
}
