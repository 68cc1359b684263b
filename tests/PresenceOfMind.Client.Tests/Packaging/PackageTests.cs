using System.Diagnostics;
using System.IO.Compression;
using System.Xml.Linq;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Client.Tests.Packaging;

/// <summary>The packages, as they would be published.</summary>
[Trait("Needs", "processes")]
public sealed class PackageTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(10);

    [Theory]
    [InlineData("PresenceOfMind.Protocol")]
    [InlineData("PresenceOfMind.Client", "Microsoft.Extensions.Hosting.Abstractions", "PresenceOfMind.Protocol")]
    [InlineData("PresenceOfMind.Client.AspNetCore", "PresenceOfMind.Client")]
    public async Task A_package_says_what_it_is_and_needs_nothing_but_what_it_should(string project, params string[] dependencies)
    {
        var folder = Directory.CreateTempSubdirectory("pom-pack-").FullName;
        try
        {
            await PackAsync(project, folder);
            var package = Assert.Single(Directory.GetFiles(folder, "*.nupkg"));
            await using var zip = await ZipFile.OpenReadAsync(package, TestContext.Current.CancellationToken);
            var names = zip.Entries.Select(e => e.FullName).ToList();
            Assert.Contains($"lib/net10.0/{project}.dll", names);
            Assert.Contains($"lib/net10.0/{project}.xml", names);
            Assert.Contains("README.md", names);
            Assert.Contains("icon.png", names);
            await using var nuspec = await zip.GetEntry($"{project}.nuspec")!.OpenAsync(TestContext.Current.CancellationToken);
            var all = (await XDocument.LoadAsync(nuspec, LoadOptions.None, TestContext.Current.CancellationToken)).Descendants().ToList();
            Assert.Equal("MIT", Text("license"));
            Assert.Equal("README.md", Text("readme"));
            Assert.Equal("icon.png", Text("icon"));
            var repository = all.Find(e => e.Name.LocalName == "repository")!;
            Assert.Equal(Text("projectUrl"), repository.Attribute("url")!.Value);
            Assert.Equal("git", repository.Attribute("type")!.Value);
            Assert.True(Uri.IsWellFormedUriString(Text("projectUrl"), UriKind.Absolute));
            Assert.InRange(Text("description")!.Length, 40, 400);
            Assert.NotEmpty(Text("authors")!);
            Assert.Equal(
                dependencies.Order(),
                all.Where(e => e.Name.LocalName == "dependency").Select(e => e.Attribute("id")!.Value).Order());

            await using var symbols = await ZipFile.OpenReadAsync(
                Assert.Single(Directory.GetFiles(folder, "*.snupkg")), TestContext.Current.CancellationToken);
            Assert.Contains($"lib/net10.0/{project}.pdb", symbols.Entries.Select(e => e.FullName));

            string? Text(string name) => all.Find(e => e.Name.LocalName == name)?.Value;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task PackAsync(string project, string folder)
    {
        var configuration = AppContext.BaseDirectory.Contains(
            $"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}",
            StringComparison.Ordinal)
            ? "Release"
            : "Debug";
        var start = new ProcessStartInfo(
            "dotnet",
            ["pack", Repository.PathTo("src", project), "--no-build", "-c", configuration, "-o", folder, "-nologo", "-v", "quiet"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var packing = Process.Start(start)!;
        using var bound = new CancellationTokenSource(Bound);
        var said = await packing.StandardOutput.ReadToEndAsync(bound.Token) + await packing.StandardError.ReadToEndAsync(bound.Token);
        await packing.WaitForExitAsync(bound.Token);
        Assert.True(packing.ExitCode == 0, said);
    }
}
