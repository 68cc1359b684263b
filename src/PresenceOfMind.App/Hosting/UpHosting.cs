using PresenceOfMind.App.Certificates;
using PresenceOfMind.App.Settings;
using PresenceOfMind.Web;

namespace PresenceOfMind.App.Hosting;

/// <summary>Everything in one process.</summary>
internal static class UpHosting
{
    public static async Task<int> RunAsync(PomSettings wished, CancellationToken ct)
    {
        var settings = Ports.CheckAll(wished);
        var builder = HostExtensions.NewBuilder(settings);
        var certificate = new PwsCertificate(settings, TimeProvider.System);
        builder.WebHost.UseKestrel(kestrel =>
        {
            kestrel.ListenPws(settings, certificate);
            kestrel.Listen(settings.Address, settings.Port);
        });
        builder.WebHost.UseStaticWebAssets();
        builder.Services.AddPresencePage();
        builder.Services.AddHostFiltering(o => o.AllowedHosts = ["localhost", "127.0.0.1", "[::1]"]);
        System.IO.Directory.CreateDirectory(settings.Data);
        await using var app = builder.Build();
        app.UseHostFiltering();
        app.UseRouting();
        app.UseAntiforgery();
        app.MapPresencePage();
        app.MapGet("/healthz", () => "ok\n");
        await app.StartAsync(ct);
        Console.WriteLine("up " + settings.Url("http", settings.Port));
        await Task.Delay(Timeout.Infinite, ct).ContinueWith(_ => { }, TaskScheduler.Default);
        await app.StopAsync(CancellationToken.None);
        return 0;
    }
}
