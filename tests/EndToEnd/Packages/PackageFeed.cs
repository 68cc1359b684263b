using System.Diagnostics;

namespace EndToEnd.Packages;

/// <summary>The packages of this build in a feed of their own, and projects that use them by PackageReference alone.</summary>
public sealed class PackageFeed : IAsyncLifetime
{
    private const string Version = "0.0.0-test";

    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(10);

    private static readonly string[] Packages = ["PresenceOfMind.Protocol", "PresenceOfMind.Client", "PresenceOfMind.Client.AspNetCore"];

    private readonly string _folder = Directory.CreateTempSubdirectory("pom-packages-").FullName;

    public async ValueTask InitializeAsync()
    {
        foreach (var package in Packages)
        {
            await RunAsync(
                "pack",
                Path.Combine(PomProcess.Repository, "src", package),
                "--no-build", "-c",
                PomProcess.Configuration,
                $"-p:Version={Version}",
                "-o",
                Path.Combine(_folder, "feed"));
        }

        // The feed stands beside the sources of the machine. What is restored stays in this folder, since the version of these packages is
        // always the same; other packages are taken from the machine's cache.
        await File.WriteAllTextAsync(Path.Combine(_folder, "nuget.config"), $"""
            <configuration>
              <packageSources><add key="feed" value="feed" /></packageSources>
              <config><add key="globalPackagesFolder" value="cache" /></config>
              <fallbackPackageFolders><add key="machine" value="{MachineCache()}" /></fallbackPackageFolders>
            </configuration>
            """);
    }

    /// <summary>Builds a program that uses a package.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="sdk">The SDK of its project.</param>
    /// <param name="package">The package.</param>
    /// <param name="program">Its source.</param>
    /// <param name="isNative">Whether it is published by NativeAOT.</param>
    /// <returns>The program's file.</returns>
    internal async Task<string> BuildAsync(string name, string sdk, string package, string program, bool isNative = false)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "Program.cs"), program);
        await File.WriteAllTextAsync(Path.Combine(folder, $"{name}.csproj"), $"""
            <Project Sdk="{sdk}">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <InvariantGlobalization>true</InvariantGlobalization>
                <NuGetAudit>false</NuGetAudit>
                <PublishAot>{isNative}</PublishAot>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="{package}" Version="{Version}" />
              </ItemGroup>
            </Project>
            """);
        var output = Path.Combine(folder, "out");
        await RunAsync(isNative ? "publish" : "build", folder, "-o", output);
        return Path.Combine(output, isNative ? name : $"{name}.dll");
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static string MachineCache() =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private async Task RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [.. arguments, "-nologo", "-v", "quiet"])
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        bound.CancelAfter(Bound);
        try
        {
            var output = await Task.WhenAll(
                process.StandardOutput.ReadToEndAsync(bound.Token),
                process.StandardError.ReadToEndAsync(bound.Token));
            await process.WaitForExitAsync(bound.Token);
            Assert.True(process.ExitCode == 0, string.Concat(output));
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
