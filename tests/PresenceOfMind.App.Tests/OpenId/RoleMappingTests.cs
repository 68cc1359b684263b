using PresenceOfMind.Access.OpenId;
using PresenceOfMind.Access.Roles;
using PresenceOfMind.App.Output;
using PresenceOfMind.App.Settings;

namespace PresenceOfMind.App.Tests.OpenId;

/// <summary>Which role a group has, and what the settings of the identity provider need.</summary>
public sealed class RoleMappingTests
{
    [Theory]
    [InlineData("admins=administrator", "admins", Role.Administrator, null)]
    [InlineData("leads=desk:lead", "leads", Role.Lead, "desk")]
    [InlineData(" leads = desk:lead ", "leads", Role.Lead, "desk")]
    [InlineData("cn=leads=desk:lead", "cn=leads", Role.Lead, "desk")]
    [InlineData("/pom/desk=front:desk:worker", "/pom/desk", Role.Worker, "front:desk")]
    [InlineData("*=desk:viewer", "*", Role.Viewer, "desk")]
    [InlineData("auditors=*:viewer", "auditors", Role.Viewer, null)]
    public void A_mapping_names_a_group_and_its_role(string text, string value, Role role, string? team) =>
        Assert.Equal(new RoleMapping(value, role, team), RoleMapping.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("admins")]
    [InlineData("=administrator")]
    [InlineData("admins=")]
    [InlineData("admins=root")]
    [InlineData("leads=desk:")]
    [InlineData("leads=:lead")]
    [InlineData("leads=desk:Lead")]
    [InlineData("leads=desk:administrator")]
    [InlineData("*=administrator")]
    [InlineData("desk=*:worker")]
    public void What_gives_no_role_or_everything_to_everybody_is_refused(string text) => Assert.Null(RoleMapping.Parse(text));

    [Theory]
    [InlineData("admins=administrator")]
    [InlineData("leads=desk:lead")]
    [InlineData("auditors=*:viewer")]
    public void A_mapping_is_written_as_it_is_read(string text) => Assert.Equal(text, RoleMapping.Parse(text)!.ToString());

    [Fact]
    public void Each_group_adds_its_roles_and_a_worker_needs_a_contact()
    {
        var mapper = new RoleMapper(
            new OpenIdOptions
            {
                Authority = new Uri("https://id.example.com"),
                Roles =
                [
                    RoleMapping.Parse("a=desk:lead")!, RoleMapping.Parse("b=desk:lead")!, RoleMapping.Parse("b=shop:worker")!,
                    RoleMapping.Parse("*=hall:viewer")!,
                ],
            },
            contact => contact.ToLowerInvariant());
        var claims = new OpenIdClaims { Subject = "1", Name = "anna", Roles = ["a", "b", "c"], Contact = "Anna@x" };
        Assert.Equal(
            [new Grant(Role.Lead, "desk", null), new Grant(Role.Worker, "shop", "anna@x"), new Grant(Role.Viewer, "hall", null)],
            mapper.Map(claims));
        Assert.DoesNotContain(mapper.Map(claims with { Contact = null }), g => g.Role is Role.Worker);
        Assert.Equal([new Grant(Role.Viewer, "hall", null)], mapper.Map(claims with { Roles = ["A"] }));
    }

    [Theory]
    [InlineData(false, "id", null, "a=administrator", "--oidc-authority")]
    [InlineData(true, null, null, "a=administrator", "--oidc-client-id")]
    [InlineData(true, "id", null, null, "--oidc-roles")]
    [InlineData(true, null, "api", null, "--oidc-roles")]
    public void What_is_missing_is_named(bool hasAuthority, string? client, string? audience, string? roles, string option)
    {
        var settings = new PomSettings
        {
            OidcAuthority = hasAuthority ? new Uri("https://id.example.com") : null,
            OidcClientId = client,
            OidcAudience = audience,
            OidcRoles = roles is null ? [] : [RoleMapping.Parse(roles)!],
        };
        Assert.Contains(option, Assert.Throws<UserException>(settings.FindOpenId).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://id.example.com", false)]
    [InlineData("https://id.example.com/realms/company", true)]
    [InlineData("http://localhost:8000", true)]
    [InlineData("http://127.0.0.1:8000", true)]
    [InlineData("https://user:secret@id.example.com", false)]
    [InlineData("https://id.example.com?x=1", false)]
    [InlineData("id.example.com", false)]
    public void The_authority_speaks_https_but_on_this_machine(string url, bool isTaken)
    {
        var setting = OpenIdSettingTable.All.Single(s => s.Name == "oidc-authority");
        Assert.Equal(isTaken, setting.Apply(new PomSettings(), url) is not null);
    }

    [Fact]
    public void No_setting_shows_the_secret()
    {
        var options = new PomSettings
        {
            OidcAuthority = new Uri("https://id.example.com"),
            OidcClientId = "pom",
            OidcClientSecret = "a secret of the client",
            OidcRoles = [RoleMapping.Parse("a=administrator")!],
        }.FindOpenId()!;
        Assert.DoesNotContain("a secret", options.ToString(), StringComparison.Ordinal);
        Assert.Equal(
            ["oidc-client-secret-file"],
            OpenIdSettingTable.All.Select(s => s.Name).Where(name => name.Contains("secret", StringComparison.Ordinal)));
    }
}
