using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using PresenceOfMind.Access.Principals;
using PresenceOfMind.Access.Refusals;
using PresenceOfMind.Access.Roles;
using PresenceOfMind.Access.Sessions;
using PresenceOfMind.Web.Access;

namespace PresenceOfMind.App.Tests.Access;

/// <summary>So many live pages of an account, and in all.</summary>
public sealed class OpenPageTests(RunningProgram program) : IClassFixture<RunningProgram>
{
    private const string Full = "Too many pages are open";
    private const string Script = "_framework/blazor.web.js";
    private const string Password = "correct horse battery";

    private static readonly Principal Anna = new(PrincipalKind.Account, "anna", []);
    private static readonly Principal Bea = new(PrincipalKind.Account, "bea", []);
    private static readonly Principal Carl = new(PrincipalKind.Account, "carl", []);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void An_account_has_its_places_and_all_accounts_have_theirs_until_pages_close()
    {
        using var pages = new OpenPages(new PageLimits { PerAccount = 2, InAll = 3 });
        var first = pages.TakePlace(Anna);
        using var second = pages.TakePlace(Anna);
        Assert.True(first.IsAcquired && second.IsAcquired);
        Assert.False(pages.HasPlace(Anna));
        Assert.False(pages.TakePlace(Anna).IsAcquired);

        Assert.True(pages.HasPlace(Bea));
        using var third = pages.TakePlace(Bea);
        Assert.True(third.IsAcquired);
        Assert.False(pages.HasPlace(Carl));
        Assert.False(pages.TakePlace(Carl).IsAcquired);

        first.Dispose();
        Assert.True(pages.HasPlace(Anna) && pages.HasPlace(Carl));
        using var fourth = pages.TakePlace(Carl);
        Assert.True(fourth.IsAcquired);
    }

    [Fact]
    public void Where_nobody_signs_in_everybody_shares_the_places_of_all()
    {
        using var pages = new OpenPages(new PageLimits { PerAccount = 1, InAll = 2 });
        using var first = pages.TakePlace(Principal.Anyone);
        using var second = pages.TakePlace(Principal.Anyone);
        Assert.True(first.IsAcquired && second.IsAcquired);
        Assert.False(pages.HasPlace(Principal.Anyone));
    }

    [Fact]
    public async Task A_live_page_has_its_place_until_it_is_closed_and_one_without_a_place_does_not_begin()
    {
        var account = await program.Accounts.AddAsync("dora", Password, [new Grant(Role.Viewer, "demo", null)], null);
        var user = program.Services.GetRequiredService<PrincipalClaims>().Begin(account);
        using var pages = new OpenPages(new PageLimits { PerAccount = 1 });
        await using var scope = program.Services.CreateAsyncScope();
        var first = NewHandler(scope.ServiceProvider, pages, user);
        await first.OnCircuitOpenedAsync(null!, Cancel);

        var refusal = await Assert.ThrowsAsync<AccessException>(
            () => NewHandler(scope.ServiceProvider, pages, user).OnCircuitOpenedAsync(null!, Cancel));
        Assert.Equal((429, "too-many-pages"), (refusal.Status, refusal.Code));

        await first.OnCircuitClosedAsync(null!, Cancel);
        await NewHandler(scope.ServiceProvider, pages, user).OnCircuitOpenedAsync(null!, Cancel);
    }

    [Fact]
    public async Task A_page_without_a_place_says_so_and_refreshes_without_the_live_connection()
    {
        await program.Accounts.AddAsync("emil", Password, [new Grant(Role.Lead, "demo", null)], null);
        using var browser = new Browser(program.Page);
        await browser.SignInAsync("emil", Password);
        var pages = program.Services.GetRequiredService<OpenPages>();
        var emil = new Principal(PrincipalKind.Account, "emil", []);
        var places = Enumerable.Range(0, new PageLimits().PerAccount).Select(_ => pages.TakePlace(emil)).ToList();

        var full = await browser.ReadAsync("/");
        Assert.Contains(Full, full, StringComparison.Ordinal);
        Assert.Contains("http-equiv=\"refresh\"", full, StringComparison.Ordinal);
        Assert.DoesNotContain(Script, full, StringComparison.Ordinal);
        Assert.Contains("emil", full, StringComparison.Ordinal);

        places.ForEach(p => p.Dispose());
        var live = await browser.ReadAsync("/");
        Assert.DoesNotContain(Full, live, StringComparison.Ordinal);
        Assert.Contains(Script, live, StringComparison.Ordinal);
    }

    private static OpenPageHandler NewHandler(IServiceProvider services, OpenPages pages, ClaimsPrincipal principal)
    {
        var user = new PageUser(services, services.GetRequiredService<PrincipalClaims>());
        user.Use(principal);
        return new OpenPageHandler(pages, user);
    }
}
