using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using PresenceOfMind.Access;
using PresenceOfMind.Access.Audit;
using PresenceOfMind.Access.Http;
using PresenceOfMind.Access.Keys;
using PresenceOfMind.Access.Limits;
using PresenceOfMind.Access.Roles;
using PresenceOfMind.Bench.Serving;
using PresenceOfMind.Dispatch;
using PresenceOfMind.Dispatch.Api;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Sources;
using PresenceOfMind.Engine.Grains;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Bench.Dispatching;

/// <summary>A dispatcher with its API at one port, and at another bare endpoints that keep as many rows by the same writer.</summary>
internal sealed class DispatchServer : IAsyncDisposable
{
    /// <summary>
    /// The rows that adding a task of its own id writes which goes at once to somebody: three events, the task, and the team's head.
    /// </summary>
    private const int RowsOfAdding = 5;

    /// <summary>The rows of completing it: an event, the task, and the team's head.</summary>
    private const int RowsOfCompleting = 3;

    private readonly WebApplication _app;
    private readonly WebApplication _bare;

    private DispatchServer(WebApplication app, WebApplication bare)
    {
        _app = app;
        _bare = bare;
    }

    /// <summary>The text of an API key that may do what a lead does; null where nobody is asked for one.</summary>
    public string? Key { get; private init; }

    /// <summary>The API keys, where they are asked for.</summary>
    public ApiKeys Keys => _app.Services.GetRequiredService<ApiKeys>();

    public IPEndPoint Api => new(IPAddress.Loopback, _app.Ports()[0]);

    public IPEndPoint Bare => new(IPAddress.Loopback, _bare.Ports()[0]);

    /// <summary>Starts it.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="workers">How many people the team <c>demo</c> has, all of them available.</param>
    /// <param name="asksForKeys">Whether requests need an API key, as at the page's port.</param>
    public static async Task<DispatchServer> StartAsync(string folder, int workers, bool asksForKeys = false)
    {
        var builder = BenchHost.Builder();
        builder.Services.AddStorage(o => o.Folder = folder);
        builder.Services.AddSingleton(new Migration(
            "bench",
            1,
            "CREATE TABLE bench_row (id TEXT NOT NULL, part INTEGER NOT NULL, at BIGINT NOT NULL, "
                + "body TEXT NOT NULL, PRIMARY KEY (id, part))"));
        builder.UsePresenceSilo();
        builder.Services.AddDispatchApi().AddDispatch(o => o.Teams[new("demo")] = new TeamSettings
        {
            Workers =
            [
                .. Enumerable.Range(0, workers).Select(
                    n => new WorkerSettings { Contact = new Contact(Contact(n)), Name = $"Worker {n}" }),
            ],
        });
        if (asksForKeys)
        {
            builder.Services.AddAccess(mayBeOpen: false);
            builder.Services.AddSingleton(new AuditOptions());
            builder.Services.AddSingleton(new LimitOptions { RequestsPerKey = int.MaxValue, RequestsPerAddress = int.MaxValue });
            builder.Services.AddSingleton(new StreamLimits());
            builder.Services.AddSingleton<ITeamFacts, BenchTeamFacts>();
        }

        var app = builder.Build();
        if (asksForKeys)
        {
            app.UseRefusalAudit();
            app.UseRouting();
            app.UseAccess();
        }

        app.MapDispatchApi();
        await app.StartAsync();
        await OpenAsync(app.Services.GetRequiredService<IPresenceSink>(), workers);

        var database = app.Services.GetRequiredService<Database>();
        var bare = BenchHost.Builder().Build();
        bare.Run(context => AnswerBareAsync(context, database));
        await bare.StartAsync();
        var key = asksForKeys
            ? await app.Services.GetRequiredService<ApiKeys>().AddAsync(new NewKey("bench", new Grant(Role.Lead, "demo", null)), null)
            : null;
        return new DispatchServer(app, bare) { Key = key?.Text };
    }

    public async ValueTask DisposeAsync()
    {
        await _bare.StopAsync();
        await _app.StopAsync();
        await _bare.DisposeAsync();
        await _app.DisposeAsync();
    }

    private static string Contact(int worker) => $"w{worker}@localhost";

    private static async Task OpenAsync(IPresenceSink sink, int workers)
    {
        var epoch = await sink.OpenAsync(new("demo"));

        // Only a fetch that began after the source was opened confirms presence.
        await Task.Delay(TimeSpan.FromMilliseconds(10));
        await sink.ReportAsync(
            new("demo"),
            epoch,
            1,
            DateTimeOffset.UtcNow,
            [.. Enumerable.Range(0, workers).Select(
                n => new ContactPresence { ContactUri = Contact(n), State = PresenceState.Available })]);
    }

    private static async Task AnswerBareAsync(HttpContext context, Database database)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var isAdding = !context.Request.Path.Value!.EndsWith("/complete", StringComparison.Ordinal);
        await database.WriteAsync(new BareRows(Guid.NewGuid().ToString("N"), isAdding ? RowsOfAdding : RowsOfCompleting));
        context.Response.StatusCode = isAdding ? StatusCodes.Status201Created : StatusCodes.Status200OK;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = BareRows.Body.Length;
        await context.Response.WriteAsync(BareRows.Body);
    }

    /// <summary>Answers nothing: the requests name their team, and no key is a worker's.</summary>
    private sealed class BenchTeamFacts : ITeamFacts
    {
        public Task<string?> FindOnlyTeamAsync(Predicate<string> among) => Task.FromResult<string?>(null);

        public Task<long?> FindOwnTaskAsync(string team, string task, string worker) => Task.FromResult<long?>(null);

        public string Normalize(string contact) => contact;
    }

    /// <summary>As many rows as the dispatcher writes, of about its rows' size.</summary>
    private sealed class BareRows(string id, int count) : IWrite
    {
        public static readonly string Body = new('x', 400);

        public void Apply(IWriteTransaction db)
        {
            for (var part = 0; part < count; part++)
            {
                db.Execute("INSERT INTO bench_row (id, part, at, body) VALUES (@p1, @p2, @p3, @p4)", id, part, 0L, Body);
            }
        }
    }
}
