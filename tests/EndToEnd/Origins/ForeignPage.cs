using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EndToEnd.Origins;

/// <summary>
/// An empty page of another port. At <c>127.0.0.1</c> a browser takes it for the same site as the program, at <c>localhost</c> for
/// another one.
/// </summary>
internal sealed class ForeignPage : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ForeignPage(WebApplication app) => _app = app;

    /// <summary>Its address under a name of this machine.</summary>
    public string At(string name) => $"http://{name}:{new Uri(_app.Urls.First()).Port}/";

    public static async Task<ForeignPage> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/", () => Results.Content("<!doctype html><title>Elsewhere</title>", "text/html"));
        await app.StartAsync();
        return new ForeignPage(app);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
