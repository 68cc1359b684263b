using System.Runtime.InteropServices;

namespace PresenceOfMind.App.Output;

/// <summary>
/// Ends an endless output when its reader is gone, as in <c>pom pws watch | head -1</c>: a console says nothing of a
/// pipe whose reader is gone.
/// </summary>
internal static class OutputPipe
{
    private const int StandardOutput = 1;
    private const short ErrorOrHangUp = 0x18;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Runs a command until it ends or the reader of its output is gone.</summary>
    /// <param name="run">The command, which ends when it is cancelled.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<int> RunAsync(Func<CancellationToken, Task<int>> run, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = run(ending.Token);
        while (Console.IsOutputRedirected && !OperatingSystem.IsWindows() && !running.IsCompleted)
        {
            await Task.WhenAny(running, Task.Delay(Pause, cancellationToken));
            if (IsClosed())
            {
                await ending.CancelAsync();
                break;
            }
        }

        try
        {
            return await running;
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            return (int)ExitCode.Done;
        }
    }

    private static bool IsClosed()
    {
        var output = new PollRequest { Descriptor = StandardOutput };
        return Poll(ref output, 1, 0) > 0 && (output.Found & ErrorOrHangUp) != 0;
    }

    [DllImport("libc", EntryPoint = "poll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Poll(ref PollRequest request, nuint count, int milliseconds);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollRequest
    {
        public int Descriptor;
        public short Wanted;
        public short Found;
    }
}
