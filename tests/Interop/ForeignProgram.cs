using System.Diagnostics;

namespace Interop;

/// <summary>Runs programs of other languages, and skips a test whose language is not there.</summary>
internal static class ForeignProgram
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(5);

    /// <summary>Runs a program to its end, within a bound.</summary>
    public static async Task<(int Code, string Output)> RunAsync(string program, params string[] arguments)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Bound);
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await error + await output);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    /// <summary>On a laptop what a test needs may be missing; where CI=true it may not.</summary>
    public static void Needs(bool isThere, string what)
    {
        if (!isThere && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Assert.Skip($"{what} are missing: install tests/debian-packages.txt");
        }

        Assert.True(isThere, $"{what} are missing: install tests/debian-packages.txt");
    }
}
