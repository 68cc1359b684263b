using System.Net;
using PresenceOfMind.Access;
using PresenceOfMind.Access.Audit;
using PresenceOfMind.Access.Http;
using PresenceOfMind.Access.Keys;
using PresenceOfMind.Access.OpenId;
using PresenceOfMind.Access.Storage;
using PresenceOfMind.App.Output;
using PresenceOfMind.App.Settings;
using PresenceOfMind.Dispatch.Api.Http;
using PresenceOfMind.Engine.Time;

namespace PresenceOfMind.App.Hosting;

/// <summary>Access control of the page's port and of <c>/admin</c>.</summary>
internal static class AccessHosting
{
    /// <summary>Adds what <see cref="UseAccessControl"/> needs, and the administrator's key of a new data folder.</summary>
    /// <typeparam name="TFacts">Answers what belongs to whom.</typeparam>
    /// <param name="services">The host's services.</param>
    /// <param name="mayBeOpen">Whether everybody is administrator until people make a key or an account.</param>
    /// <param name="openId">The identity provider; null for none.</param>
    public static void AddAccessControl<TFacts>(this IServiceCollection services, bool mayBeOpen, OpenIdOptions? openId = null)
        where TFacts : class, ITeamFacts
    {
        services.AddAccess(mayBeOpen, openId);
        services.AddSingleton(provider => new AuditOptions { Days = provider.GetRequiredService<PomSettings>().AuditDays });
        services.AddSingleton(provider => provider.GetRequiredService<PomSettings>().Limits);
        services.AddSingleton(provider => provider.GetRequiredService<PomSettings>().Streams);
        services.AddSingleton<ITeamFacts, TFacts>();
        services.AddSingleton(provider => new AdminKeyFile(provider.GetRequiredService<PomSettings>().Data));
        services.AddSingleton<IKeyFile>(provider => provider.GetRequiredService<AdminKeyFile>());
        services.AddSingleton<AdminKey>();
        services.AddPreparation(async provider =>
        {
            await provider.GetRequiredService<AdminKey>().PrepareAsync();
            if (openId is not null)
            {
                await provider.GetRequiredService<AccessState>().CloseAsync(provider.GetRequiredService<WallClock>().Now);
            }
        });
    }

    /// <summary>Asks who sends each request, and whether the caller may. Comes after routing.</summary>
    /// <param name="app">The port.</param>
    public static void UseAccessControl(this IApplicationBuilder app)
    {
        app.UseAccess();
        app.Use((context, next) =>
        {
            if (context.FindPrincipal() is { } principal)
            {
                var own = context.Features.Get<OwnSubject>();
                context.Features.Set(new RequestActor(principal.Actor, principal.MayActFor && own is null, t => principal.Sees(t.Value))
                {
                    Worker = own?.Worker,
                    TaskVersion = own?.TaskVersion,
                    Ended = context.Features.Get<CallerLifetime>()?.Ended ?? CancellationToken.None,
                });
            }

            return next(context);
        });
    }

    /// <summary>
    /// Refuses to start where other machines reach the program, or a proxy does, while nobody is asked for a key.
    /// </summary>
    /// <param name="app">The host, with its data file open.</param>
    /// <param name="settings">The settings.</param>
    /// <exception cref="UserException">It is so.</exception>
    public static void RefuseOpenToOthers(this WebApplication app, PomSettings settings)
    {
        if (!app.Services.GetRequiredService<AccessState>().IsOpen)
        {
            return;
        }

        var how = $"Make one first with \"pom accounts add NAME --data {ShellText.Quote(settings.Data)}\"";
        var proxy = settings.PublicUrl is not null ? "--public-url" : settings.TrustedProxies.Count > 0 ? "--trusted-proxies" : null;
        if (proxy is not null)
        {
            throw new UserException(
                ExitCode.Usage,
                $"{proxy} needs an account or an API key: a proxy on this machine makes everybody whom it serves an administrator "
                    + $"while nobody is asked for one. {how}.");
        }

        if (!IPAddress.IsLoopback(settings.Address) && !settings.Open)
        {
            throw new UserException(
                ExitCode.Usage,
                $"--address {settings.Address} lets other machines in, and there is no account and no API key yet. {how}, "
                    + "or let everybody in as administrator with --open.");
        }
    }
}
