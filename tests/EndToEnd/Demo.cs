using System.Text.RegularExpressions;

namespace EndToEnd;

/// <summary><c>pom up</c> on free ports with a data folder of its own.</summary>
internal sealed partial class Demo : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pom-end-to-end-").FullName;
    private string[] _ports = ["--port", "0", "--pws-http-port", "0", "--pws-https-port", "0"];

    private Demo()
    {
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

    public string Data => Path.Combine(_folder, "data");

    public string Folder => _folder;

    /// <param name="more">Further arguments.</param>
    public static async Task<Demo> StartAsync(params string[] more)
    {
        var demo = new Demo();
        demo._ports = [.. demo._ports, .. more];
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
        foreach (var user in users)
        {
            await Until.Is($"the dispatcher's seeing {user} {state}", () => Tasks.PresenceAsync($"{user}@localhost"), seen => seen == state);
        }
    }

    /// <summary>Runs a command against it.</summary>
    public Task<(int Code, string Output, string Error)> PomAsync(params string[] arguments) => PomProcess.RunAsync(_folder, arguments);

    /// <summary>A command that goes on.</summary>
    public PomProcess PomStart(params string[] arguments) => PomProcess.Start(_folder, arguments);

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        Pws?.Dispose();
        Tasks?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StartProcessAsync()
    {
        Process = PomProcess.Start(_folder, ["--data", Data, .. _ports]);
        var urls = Urls().Matches(await Process.UpAsync()).Select(m => new Uri(m.Value)).ToList();
        (Page, PwsHttp, PwsHttps) = (urls[0], urls[1], urls[2]);
        _ports = ["--port", $"{Page.Port}", "--pws-http-port", $"{PwsHttp.Port}", "--pws-https-port", $"{PwsHttps.Port}", .. _ports[6..]];
        File.WriteAllText(
            Path.Combine(_folder, "pom.json"),
            $$"""{ "port": {{Page.Port}}, "pwsHttpPort": {{PwsHttp.Port}}, "pwsHttpsPort": {{PwsHttps.Port}}, "data": "{{Data.Replace('\\', '/')}}" }""");
        Pws = new PwsUser(PwsHttp);
        Tasks = new TaskApi(Page);
    }

    [GeneratedRegex(@"https?://[0-9.]+:\d+")]
    private static partial Regex Urls();
}
