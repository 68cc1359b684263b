using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace PresenceOfMind.Bench.Serving;

/// <summary>A <see cref="BenchServer"/> in a process of its own, with a data folder that goes with it unless it was given.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly DirectoryInfo? _own;

    private ServerProcess(Process process, DirectoryInfo? own, BenchPorts ports)
    {
        _process = process;
        _own = own;
        Ports = ports;
        Pws = new PwsUsers(ports.Pws);
        Admin = new AdminFeed(ports.Admin);
    }

    public BenchPorts Ports { get; }

    public PwsUsers Pws { get; }

    public AdminFeed Admin { get; }

    /// <summary>Starts one and waits until it listens.</summary>
    /// <param name="callbackPort">A port that callbacks reach, beside the common ones.</param>
    /// <param name="folder">The data folder; null for a new one.</param>
    public static async Task<ServerProcess> StartAsync(int callbackPort = 8080, string? folder = null)
    {
        var own = folder is null ? Directory.CreateTempSubdirectory("pom-bench-") : null;
        var process = Process.Start(new ProcessStartInfo(
            Environment.ProcessPath!, ["serve", folder ?? own!.FullName, callbackPort.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server did not start.");
        return new ServerProcess(process, own, JsonSerializer.Deserialize<BenchPorts>(line)!);
    }

    /// <summary>The bytes that the runtime holds after a full collection, and those of the process as the system counts.</summary>
    public async Task<(long Managed, long WorkingSet)> MemoryAsync()
    {
        await _process.StandardInput.WriteLineAsync();
        var numbers = (await _process.StandardOutput.ReadLineAsync())!.Split(' ');
        return (long.Parse(numbers[0], CultureInfo.InvariantCulture), long.Parse(numbers[1], CultureInfo.InvariantCulture));
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _own?.Delete(recursive: true);
        Pws.Dispose();
        Admin.Dispose();
    }
}
