using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using PresenceOfMind.Engine.Grains;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Rest;
using PresenceOfMind.Server;
using PresenceOfMind.Server.Admin;

namespace PresenceOfMind.Bench.Serving;

/// <summary>
/// The process that is measured: the PWS server and its <c>/admin</c> at two ports, and at a third two bare endpoints, one
/// that gives the bytes of a fetch of ten contacts and one that takes a body and gives nothing. It says its ports in a first
/// line, answers each line of its input with the memory that it uses, and ends when its input does.
/// </summary>
internal static class BenchServer
{
    /// <summary>What the server answers to a fetch of ten contacts, by the writer that it uses, so that both give the same bytes.</summary>
    public static readonly byte[] TenContacts = RestAnswers.WriteBasicList(
        [.. Enumerable.Range(0, 10).Select(
            i => new ContactPresence { ContactUri = $"p{i}@localhost", State = PresenceState.Unavailable })]);

    public static async Task<int> RunAsync(string folder, int callbackPort)
    {
        await using var server = await StartServerAsync(folder, callbackPort);
        await using var bare = BenchHost.Builder().Build();
        bare.Run(BareAsync);
        await bare.StartAsync();
        Console.WriteLine(JsonSerializer.Serialize(new BenchPorts(server.Ports()[0], server.Ports()[1], bare.Ports()[0])));
        while (await Console.In.ReadLineAsync() is not null)
        {
            // What the system counts still holds what the collector has not given back yet.
            var managed = GC.GetTotalMemory(forceFullCollection: true);
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{managed} {Environment.WorkingSet}"));
        }

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

    private static async Task<WebApplication> StartServerAsync(string folder, int callbackPort)
    {
        var builder = BenchHost.Builder(ports: 2);
        builder.Services.AddStorage(o => o.Folder = folder);
        builder.Services.AddPresenceServer(o => o.CommonPorts.Add(callbackPort));
        builder.UsePresenceSilo();
        var app = builder.Build();
        var admin = 0;
        app.MapWhen(context => context.Connection.LocalPort != admin, pws => pws.UsePresenceServer());
        app.UseRouting();
        app.MapGroup("/admin").MapPresenceAdmin();
        await app.StartAsync();
        admin = app.Ports()[1];
        return app;
    }
}
