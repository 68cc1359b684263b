using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PresenceOfMind.Access.Accounts;
using PresenceOfMind.Access.Audit;
using PresenceOfMind.Access.Keys;
using PresenceOfMind.Access.Sessions;
using PresenceOfMind.App.Certificates;
using PresenceOfMind.App.Hosting;
using PresenceOfMind.App.Ports;
using PresenceOfMind.App.Settings;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Identity;

namespace PresenceOfMind.App.Tests.Access;

/// <summary><c>pom up</c> within the tests' process, at any free ports.</summary>
public sealed class RunningProgram : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly OpenPorts _ports;
    private readonly WebApplication _app;

    public RunningProgram()
        : this(settings => settings)
    {
    }

    /// <param name="change">Sets what is to be another.</param>
    internal RunningProgram(Func<PomSettings, PomSettings> change)
    {
        _ports = OpenPorts.OfAll(change(
            new PomSettings { Port = 0, PwsHttpPort = 0, PwsHttpsPort = 0, Data = _folder.Path }));
        var certificate = new ServerCertificate(_ports.Settings, TimeProvider.System);
        _app = UpHosting.Build(_ports, certificate, new Dictionary<TeamName, TeamSettings>());
    }

    /// <summary>Where the page is.</summary>
    public Uri Page => _ports.Settings.Url("http", _ports.Settings.Port);

    /// <summary>The program's keys.</summary>
    public ApiKeys Keys => _app.Services.GetRequiredService<ApiKeys>();

    /// <summary>The program's accounts.</summary>
    public AccountStore Accounts => _app.Services.GetRequiredService<AccountStore>();

    /// <summary>The program's services.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>The program's audit.</summary>
    public AuditTrail Audit => _app.Services.GetRequiredService<AuditTrail>();

    /// <summary>Everything that the page's port routes.</summary>
    public IReadOnlyList<RouteEndpoint> Routes =>
        [.. ((IEndpointRouteBuilder)_app).DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()];

    /// <summary>
    /// A browser with the session of an account, as its cookie says it: without the sign-in, whose attempts are limited.
    /// </summary>
    /// <param name="name">The account's name.</param>
    /// <param name="began">When the person signed in; null for now.</param>
    /// <param name="expires">When the cookie expires; null for in 8 hours.</param>
    /// <param name="page">Where the browser reaches the page, whose origin it says; null for the page's address, without an origin.</param>
    internal Browser OpenSession(string name, DateTimeOffset? began = null, DateTimeOffset? expires = null, Uri? page = null)
    {
        const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;
        var cookie = Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(Scheme);
        var ticket = new AuthenticationTicket(
            Services.GetRequiredService<PrincipalClaims>().Begin(Accounts.Find(name)!, began),
            new AuthenticationProperties { IssuedUtc = began, ExpiresUtc = expires ?? DateTimeOffset.UtcNow.AddHours(8) },
            Scheme);
        var browser = new Browser(page ?? Page, page?.GetLeftPart(UriPartial.Authority));
        browser.Cookies.Add(page ?? Page, new Cookie(cookie.Cookie.Name!, cookie.TicketDataFormat.Protect(ticket)));
        return browser;
    }

    public async ValueTask InitializeAsync() => await _app.StartAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _ports.Dispose();
        _folder.Dispose();
    }
}
