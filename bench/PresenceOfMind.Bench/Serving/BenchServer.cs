using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PresenceOfMind.Engine.Grains;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Server;
using PresenceOfMind.Server.Directory;

namespace PresenceOfMind.Bench.Serving;

/// <summary>
/// The process that is measured: the PWS server at one port, and at another two bare endpoints, one that gives the bytes
/// of a fetch of ten contacts and one that takes a body and gives nothing. It ends when its input does.
/// </summary>
internal static class BenchServer
{
    public const int People = 200;

    public static readonly byte[] TenContacts = System.Text.Encoding.UTF8.GetBytes(
        "<presenceList>" + string.Concat(Enumerable.Range(0, 10).Select(i => $"<contact contactURI=\"p{i}@localhost\" presenceStatus=\"UNAVAILABLE\"/>")) + "</presenceList>");

    public static async Task<int> RunAsync(string folder)
    {
        await using var pws = Build(folder);
        pws.UsePresenceServer();
        await pws.StartAsync();
        var directory = pws.Services.GetRequiredService<IDirectory>();
        await directory.AddAppUserAsync("app", "secret");
        await Task.WhenAll(Enumerable.Range(0, People).Select(i => directory.AddPersonAsync(new DirectoryPerson($"p{i}", $"P {i}"))));

        await using var bare = Builder().Build();
        bare.Run(BareAsync);
        await bare.StartAsync();
        Console.WriteLine(JsonSerializer.Serialize(new[] { Port(pws), Port(bare) }));
        await Console.In.ReadToEndAsync();
        return 0;
    }

    private static async Task BareAsync(HttpContext context)
    {
        if (context.Request.Method == "GET")
        {
            context.Response.ContentType = "text/xml;charset=utf-8";
            context.Response.ContentLength = TenContacts.Length;
            await context.Response.Body.WriteAsync(TenContacts);
            return;
        }

        await context.Request.Body.CopyToAsync(Stream.Null);
        context.Response.ContentLength = 0;
    }

    private static WebApplication Build(string folder)
    {
        var builder = Builder();
        builder.Services.AddStorage(o => o.Folder = folder);
        builder.Services.AddPresenceServer();
        builder.UsePresenceSilo();
        return builder.Build();
    }

    private static WebApplicationBuilder Builder()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        return builder;
    }

    private static int Port(WebApplication app) =>
        new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;
}
