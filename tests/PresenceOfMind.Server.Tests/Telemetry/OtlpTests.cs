using System.Buffers.Binary;
using System.Net;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using PresenceOfMind.Protocol.Soap;
using PresenceOfMind.Server.Telemetry;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Server.Tests.Telemetry;

/// <summary>What a collector gets, which takes OTLP as a service of gRPC.</summary>
public sealed class OtlpTests : IAsyncLifetime
{
    private const string Export = "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export";
    private const int Header = 5;
    private const int Bound = 20_000;

    private readonly Channel<byte[]> _exports = Channel.CreateUnbounded<byte[]>();
    private WebApplication _collector = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(
            kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        _collector = builder.Build();
        _collector.MapPost(Export, ReceiveAsync);
        await _collector.StartAsync();
    }

    [Fact]
    public async Task Metrics_arrive_at_a_collector()
    {
        var address = _collector.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var services = new ServiceCollection().AddMetrics().AddSingleton<Readiness>().AddSingleton<PresenceMetrics>();
        services.AddPresenceTelemetry(new Uri(address));
        await using var provider = services.BuildServiceProvider();
        var meters = provider.GetRequiredService<MeterProvider>();
        provider.GetRequiredService<PresenceMetrics>().Answered("soap", SoapOperation.GetPolledPresence, 114, 200);

        // An export that takes too long is given up, so that it may need several.
        await Eventually.IsAsync(() =>
        {
            meters.ForceFlush(Bound);
            return _exports.Reader.Count > 0;
        });

        var export = Encoding.UTF8.GetString(await _exports.Reader.ReadAsync(TestContext.Current.CancellationToken));
        Assert.Contains(PresenceMetrics.Meter, export, StringComparison.Ordinal);
        Assert.Contains("pws.requests", export, StringComparison.Ordinal);
        Assert.Contains("getPolledPresence", export, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _collector.DisposeAsync();

    // One message, not compressed, behind a flag and its length; the answer is an empty one.
    private async Task ReceiveAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var message = body.ToArray();
        Assert.Equal("application/grpc", context.Request.ContentType);
        Assert.Equal((0, message.Length - Header), (message[0], BinaryPrimitives.ReadInt32BigEndian(message.AsSpan(1))));
        context.Response.ContentType = "application/grpc";
        await context.Response.Body.WriteAsync(new byte[Header]);
        context.Response.AppendTrailer("grpc-status", "0");
        await _exports.Writer.WriteAsync(message[Header..]);
    }
}
