using System.Text.RegularExpressions;
using PresenceOfMind.Tests.Shared;

namespace EndToEnd;

/// <summary><c>pom up</c> on free ports with a data folder of its own.</summary>
internal sealed partial class Demo : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pom-end-to-end-").FullName;

    // It may be started again at the same ones.
    private readonly string[] _arguments;

    private Demo(string? data, string[] more)
    {
        Data = data ?? Path.Combine(_folder, "data");
        _arguments =
        [
            "--data", Data,
            "--port", $"{FreePort.Find()}",
            "--pws-http-port", $"{FreePort.Find()}",
            "--pws-https-port", $"{FreePort.Find()}",
            .. more,
        ];
    }

    /// <summary>The twelve.</summary>
    public static string[] People { get; } =
        ["aisha", "bruno", "carlotta", "dmitri", "elena", "felix", "grace", "hiro", "ines", "jonas", "kamala", "liam"];

    public PomProcess Process { get; private set; } = null!;

    public Uri Page { get; private set; } = null!;

    public Uri PwsHttp { get; private set; } = null!;

    public Uri PwsHttps { get; private set; } = null!;

    public PwsUser Pws { get; private set; } = null!;

    public TaskApi Tasks { get; private set; } = null!;

    public string Data { get; }

    /// <summary>The key that the program asks for; null where it asks for none.</summary>
    public string? Key { get; private set; }

    public string Folder => _folder;

    /// <param name="more">Further arguments.</param>
    public static Task<Demo> StartAsync(params string[] more) => StartOnAsync(null, more);

    /// <summary>Starts it with an administrator's key in its data folder, so that it asks for one.</summary>
    /// <param name="more">Further arguments.</param>
    public static async Task<Demo> StartWithKeyAsync(params string[] more)
    {
        var demo = new Demo(null, more);
        try
        {
            var (code, key, error) = await PomProcess.RunAsync(demo._folder, "keys", "add", "tests", "--data", demo.Data);
            Assert.True(code == 0, error);
            demo.Key = key.Trim();
            await demo.StartProcessAsync();
            return demo;
        }
        catch
        {
            await demo.DisposeAsync();
            throw;
        }
    }

    /// <param name="data">The data folder; null for one that goes away with the test.</param>
    /// <param name="more">Further arguments.</param>
    public static async Task<Demo> StartOnAsync(string? data, params string[] more)
    {
        var demo = new Demo(data, more);
        try
        {
            await demo.StartProcessAsync();
            return demo;
        }
        catch
        {
            await demo.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it again on the same ports and data.</summary>
    public async Task StartAgainAsync()
    {
        await Process.DisposeAsync();
        Pws.Dispose();
        Tasks.Dispose();
        await StartProcessAsync();
    }

    /// <summary>Sets people's presence, and waits until the dispatcher has learned of it.</summary>
    public async Task SetAsync(string state, params string[] users)
    {
        await Pws.SetAsync(state, users);
        await SeenAsync(state, users);
    }

    /// <summary>Waits until the dispatcher has learned of people's presence.</summary>
    public async Task SeenAsync(string state, params string[] users)
    {
        foreach (var user in users)
        {
            await Eventually.GetAsync(
                $"the dispatcher's seeing {user} {state}", () => Tasks.PresenceAsync($"{user}@localhost"), seen => seen == state);
        }
    }

    /// <summary>Runs a command against it.</summary>
    public Task<(int Code, string Output, string Error)> PomAsync(params string[] arguments) => PomProcess.RunAsync(_folder, arguments);

    /// <summary>A command that goes on.</summary>
    public PomProcess PomStart(params string[] arguments) => PomProcess.Start(_folder, arguments);

    public async ValueTask DisposeAsync()
    {
        if (Process is not null)
        {
            await Process.DisposeAsync();
        }

        Pws?.Dispose();
        Tasks?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StartProcessAsync()
    {
        Process = PomProcess.Start(_folder, _arguments);
        var urls = Urls().Matches(await Process.UpAsync()).Select(m => new Uri(m.Value)).ToList();
        (Page, PwsHttp, PwsHttps) = (urls[0], urls[1], urls[2]);
        File.WriteAllText(
            Path.Combine(_folder, "pom.json"),
            $$"""{ "port": {{Page.Port}}, "pwsHttpPort": {{PwsHttp.Port}}, "pwsHttpsPort": {{PwsHttps.Port}}, "data": "{{Data.Replace('\\', '/')}}" }""");
        Pws = new PwsUser(PwsHttp);
        Tasks = new TaskApi(Page, Key);

        // It says that it is up when the dispatcher knows everybody's presence, and on a slow machine a little sooner.
        foreach (var user in People)
        {
            await Eventually.GetAsync(
                $"the dispatcher's knowing {user}", () => Tasks.PresenceAsync($"{user}@localhost"), seen => seen is not null);
        }
    }

    [GeneratedRegex(@"https?://[0-9.]+:\d+")]
    private static partial Regex Urls();
}
