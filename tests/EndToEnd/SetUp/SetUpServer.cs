using PresenceOfMind.Tests.Shared;

namespace EndToEnd.SetUp;

/// <summary><c>pom server</c> on free ports, which takes one free port more for common: that of endpoints in tests.</summary>
public sealed class SetUpServer : IAsyncLifetime
{
    // As many as a class of tests needs; each password costs a moment at the start.
    private const int Users = 12;

    private readonly string _folder = Directory.CreateTempSubdirectory("pom-set-up-").FullName;
    private PomProcess _server = null!;
    private int _names;

    /// <summary>The server's address by HTTP.</summary>
    public Uri Http { get; private set; } = null!;

    /// <summary>The server's address by HTTPS.</summary>
    public Uri Https { get; private set; } = null!;

    /// <summary>The certificate of <see cref="Https"/>.</summary>
    public string Certificate => Path.Combine(_folder, "data", "pws.crt");

    /// <summary>The port that callbacks reach.</summary>
    public int CommonPort { get; } = FreePort.Find();

    public async ValueTask InitializeAsync()
    {
        var people = string.Join(
            ',',
            Enumerable.Range(1, Users).SelectMany(i => new[] { $$"""{"user":"joe{{i}}"}""", $$"""{"user":"rita{{i}}"}""" }));
        var apps = string.Join(',', Enumerable.Range(1, Users).Select(i => $$"""{"user":"app{{i}}","password":"secret"}"""));
        var directory = Path.Combine(_folder, "who.json");
        await File.WriteAllTextAsync(directory, $$"""{"people":[{{people}}],"appUsers":[{{apps}}]}""");
        // Where the machine makes it busy, it would hold notifications back, and the doctor would say so.
        _server = PomProcess.Start(
            _folder,
            [
                .. PomProcess.ServerArguments(Path.Combine(_folder, "data"), directory),
                "--load-threshold", "100", "--common-ports", $"{CommonPort}",
            ]);
        try
        {
            await ReadAddressesAsync();
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    private async Task ReadAddressesAsync()
    {
        var output = await _server.UpAsync();
        var words = output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        Http = Address(words, "http://");
        Https = Address(words, "https://");
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A folder with the data files of users that no other test has.</summary>
    internal SetUpFolderFixture NewFolder()
    {
        var number = Interlocked.Increment(ref _names);
        var folder = new SetUpFolderFixture($"app{number}", $"joe{number}", $"rita{number}");
        folder.Write("serverparams.json", $$"""{"params":[{"SERVER":"127.0.0.1:{{Http.Port}}","HOST":"127.0.0.1:{{CommonPort}}"}]}""");
        folder.Write("appuser.json", $$"""{"params":[{"USERNAME":"{{folder.AppUser}}","PASSWD":"secret"}]}""");
        folder.Write("enduser.json", $$"""{"params":[{"USERNAME":"{{folder.EndUser}}"}]}""");
        folder.Write("contacts.list", $$"""["{{folder.EndUser}}", "{{folder.Other}}@127.0.0.1"]""");

        // The server takes one port more for common, and the commands are told so.
        folder.Write("pom.json", $$"""{ "commonPorts": "{{CommonPort}}" }""");
        return folder;
    }

    private static Uri Address(string[] words, string scheme) =>
        new(words.First(word => word.StartsWith(scheme, StringComparison.Ordinal)));
}
