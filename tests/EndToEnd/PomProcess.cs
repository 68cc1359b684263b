using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;
using PresenceOfMind.Tests.Shared;

namespace EndToEnd;

/// <summary>The built program, run as a user runs it.</summary>
internal sealed class PomProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();
    private readonly Task _read;

    private readonly string _folder;
    private readonly string[] _command;

    private PomProcess(Process process, string folder, string[] command)
    {
        _process = process;
        _folder = folder;
        _command = command;
        _read = Task.WhenAll(ReadAsync(process.StandardOutput, _output), ReadAsync(process.StandardError, _error));
    }

    /// <summary>Where the build puts the program.</summary>
    public static string Folder { get; } = Metadata("PomFolder");

    /// <summary>What was built: Debug or Release.</summary>
    public static string Configuration => new DirectoryInfo(Folder).Parent!.Name;

    /// <summary>The root of the repository.</summary>
    public static string Repository { get; } = Metadata("Repository");

    /// <summary>What it has printed until now.</summary>
    public string Output => Text(_output);

    /// <summary>What it has complained of until now.</summary>
    public string Error => Text(_error);

    /// <summary>Starts the program.</summary>
    /// <param name="folder">Its current folder.</param>
    /// <param name="arguments">Its arguments.</param>
    public static PomProcess Start(string folder, params string[] arguments) =>
        StartProgram(folder, Path.Combine(Folder, "pom.dll"), [], arguments);

    /// <summary>The arguments with which <c>pom server</c> listens at any free ports.</summary>
    /// <param name="data">Its data folder.</param>
    /// <param name="directory">The file with its people and application users.</param>
    public static string[] ServerArguments(string data, string directory) =>
    [
        "server", "--pws-http-port", "0", "--pws-https-port", "0", "--admin-port", "0", "--data", data, "--directory", directory,
    ];

    /// <summary>Starts another program of the repository.</summary>
    /// <param name="folder">Its current folder.</param>
    /// <param name="program">Its assembly.</param>
    /// <param name="environment">Variables that it gets.</param>
    /// <param name="arguments">Its arguments.</param>
    public static PomProcess StartProgram(
        string folder, string program, Dictionary<string, string> environment, params string[] arguments) =>
        StartExecutable(folder, Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", environment, [program, .. arguments]);

    /// <summary>Starts a file that the machine runs by itself.</summary>
    /// <param name="folder">Its current folder.</param>
    /// <param name="file">The file.</param>
    /// <param name="environment">Variables that it gets.</param>
    /// <param name="arguments">Its arguments.</param>
    public static PomProcess StartExecutable(string folder, string file, Dictionary<string, string> environment, params string[] arguments)
    {
        // What starts the tests in the background has their programs ignore Ctrl+C, which these are to hear.
        string[] hearing = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT"] : [];
        string[] command = [.. hearing, file, .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var variable in start.Environment.Keys.Where(k => k.StartsWith("POM_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(variable);
        }

        // What lives for seconds starts sooner where the runtime does not measure first which code is hot.
        start.Environment["DOTNET_TieredPGO"] = "0";

        // A tenth of a start is spent on mapping memory twice, which guards a program that strangers reach.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new PomProcess(Process.Start(start)!, folder, command);
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int Code, string Output, string Error)> RunAsync(string folder, params string[] arguments)
    {
        await using var pom = Start(folder, arguments);
        return (await pom.EndAsync(), pom.Output, pom.Error);
    }

    /// <summary>Waits until it is up, which its banner ends by saying how it is ended.</summary>
    /// <param name="when">For the failure's text.</param>
    /// <returns>What it has printed.</returns>
    public Task<string> UpAsync(string when = "") =>
        SaysAsync($"the banner {when}", said => said.Contains("Ctrl+C", StringComparison.Ordinal));

    /// <summary>Waits until it has printed something, and fails at once where it ends without.</summary>
    /// <returns>What it has printed.</returns>
    public async Task<string> SaysAsync(string what, Func<string, bool> wished)
    {
        var (output, _) = await Eventually.GetAsync(
            $"{what} of pom", () => Task.FromResult((Output, Ended: _read.IsCompleted)), said => said.Ended || wished(said.Output));
        Assert.True(wished(output), $"pom ended without {what}; it said: {output}{Error}");
        return output;
    }

    /// <summary>Ctrl+C.</summary>
    public void Interrupt() => Signal("INT");

    /// <summary>Stops it where it is, until <see cref="Resume"/>.</summary>
    public void Suspend() => Signal("STOP");

    /// <summary>Lets it go on.</summary>
    public void Resume() => Signal("CONT");

    /// <summary>Ends it as <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await EndAsync();
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> EndAsync()
    {
        await Eventually.DoneAsync($"the end of pom; it said: {Output}{Error}", FinishedAsync());
        return _process.ExitCode;

        async Task<bool> FinishedAsync()
        {
            await _process.WaitForExitAsync();
            await _read;
            return true;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        // What it left running may hold its output open.
        await Task.WhenAny(_read, Task.Delay(TimeSpan.FromSeconds(2)));
        WrittenOutput.Keep(_folder, _command, Output, Error);
        _process.Dispose();
    }

    private static string Metadata(string key) =>
        Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == key).Value!;

    private static async Task ReadAsync(StreamReader from, StringBuilder to)
    {
        while (await from.ReadLineAsync() is { } line)
        {
            lock (to)
            {
                to.AppendLine(line);
            }
        }
    }

    private static string Text(StringBuilder from)
    {
        lock (from)
        {
            return from.ToString();
        }
    }

    private void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
