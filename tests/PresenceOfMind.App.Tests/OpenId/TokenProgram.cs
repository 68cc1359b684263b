using PresenceOfMind.Access.OpenId;
using PresenceOfMind.App.Tests.Access;

namespace PresenceOfMind.App.Tests.OpenId;

/// <summary><c>pom up</c> that takes the access tokens of an identity provider.</summary>
public sealed class TokenProgram : IAsyncLifetime
{
    public TokenProgram() => Program = new RunningProgram(settings => settings with
    {
        OidcAuthority = Provider.Authority,
        OidcAudience = "api",
        OidcRoles =
        [
            RoleMapping.Parse("admins=administrator")!, RoleMapping.Parse("leads=demo:lead")!, RoleMapping.Parse("desk=demo:worker")!,
        ],
    });

    public TestIdentityProvider Provider { get; } = new();

    public RunningProgram Program { get; }

    public async ValueTask InitializeAsync()
    {
        await Provider.StartAsync();
        await Program.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Program.DisposeAsync();
        await Provider.DisposeAsync();
    }
}
