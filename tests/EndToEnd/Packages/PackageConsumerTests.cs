using PresenceOfMind.Tests.Shared;

namespace EndToEnd.Packages;

/// <summary>Programs of users, which have the packages and nothing else of this repository.</summary>
[Trait("Takes", "long")]
public sealed class PackageConsumerTests(PackageFeed feed) : IClassFixture<PackageFeed>
{
    private const string NativeTools = "NativeAOT needs clang and zlib: apt-get install clang zlib1g-dev";

    private readonly int _port = FreePort.Find();

    [Fact]
    public async Task A_program_that_is_published_by_NativeAOT_hears_notifications()
    {
        var isCi = string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);
        Assert.SkipWhen(!HasNativeTools() && !isCi, NativeTools);
        Assert.True(HasNativeTools(), NativeTools);
        var source = await File.ReadAllTextAsync(
            Path.Combine(PomProcess.Repository, "samples", "Shortest", "Program.cs"), TestContext.Current.CancellationToken);
        var program = await feed.BuildAsync("Shortest", "Microsoft.NET.Sdk", "PresenceOfMind.Client", source, isNative: true);
        await using var demo = await Demo.StartAsync("--common-ports", $"{_port}");
        await using var consumer = PomProcess.StartExecutable(
            demo.Folder, program, new() { ["SERVER"] = demo.PwsHttp.ToString(), ["LISTEN"] = $"{_port}" }, "elena");
        await HearsAsync(consumer, "elena@127.0.0.1 Available");

        await demo.Pws.SetAsync("BUSY", "elena");

        await HearsAsync(consumer, "elena@127.0.0.1 Busy");
    }

    [Fact]
    public async Task A_web_application_hears_notifications_at_a_route_of_its_own()
    {
        var program = await feed.BuildAsync("Hearer", "Microsoft.NET.Sdk.Web", "PresenceOfMind.Client.AspNetCore", """
            using PresenceOfMind.Client.AspNetCore;
            using PresenceOfMind.Client.Hosting;
            using PresenceOfMind.Client.Watching;

            var builder = WebApplication.CreateSlimBuilder(args);
            builder.Services.AddPresenceWatcher(builder.Configuration.GetRequiredSection("Presence"));
            var app = builder.Build();
            app.MapPresenceEndpoint("/pws");
            await app.StartAsync();
            await foreach (var change in app.Services.GetRequiredService<PresenceWatcher>().ReadChangesAsync())
            {
                Console.WriteLine($"{change.Contact} {change.After}");
            }
            """);
        await using var demo = await Demo.StartAsync("--common-ports", $"{_port}");
        await using var consumer = PomProcess.StartProgram(
            demo.Folder,
            program,
            [],
            $"--urls=http://127.0.0.1:{_port}",
            $"--Presence:Server={demo.PwsHttp}",
            "--Presence:AppUser=demo",
            "--Presence:Password=demo",
            "--Presence:EndUser=elena",
            "--Presence:Contacts=elena@127.0.0.1",
            $"--Presence:CallbackUrl=http://127.0.0.1:{_port}/pws");
        await HearsAsync(consumer, "elena@127.0.0.1 Available");

        await demo.Pws.SetAsync("BUSY", "elena");

        await HearsAsync(consumer, "elena@127.0.0.1 Busy");
    }

    private static bool HasNativeTools() =>
        File.Exists("/usr/include/zlib.h")
        && (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(
            folder => File.Exists(Path.Combine(folder, "clang")));

    private static Task<string> HearsAsync(PomProcess consumer, string line) =>
        Eventually.GetAsync(
            line,
            () => Task.FromResult(consumer.Output + consumer.Error),
            text => text.Split('\n', StringSplitOptions.TrimEntries).Contains(line));
}
