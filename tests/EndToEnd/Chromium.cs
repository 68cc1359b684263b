using Microsoft.Playwright;

namespace EndToEnd;

/// <summary>Debian's Chromium, with a profile that goes with the test.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private const string Program = "/usr/bin/chromium";

    private static readonly string[] Quiet =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    // The browser and its page take their time on a machine with much else to do.
    private const float Bound = 120_000;

    private readonly string _profile;
    private readonly IPlaywright _playwright;
    private readonly IBrowserContext _browser;

    private Chromium(IPlaywright playwright, IBrowserContext browser, string profile)
    {
        _playwright = playwright;
        _browser = browser;
        _profile = profile;
    }

    public IPage Page => _browser.Pages[0];

    /// <param name="scripts">Whether pages may run scripts.</param>
    /// <param name="dark">Whether the reader's system wishes dark pages.</param>
    /// <param name="zone">The reader's time zone; null for this machine's.</param>
    /// <param name="trustAll">Whether certificates are trusted that nobody issued.</param>
    public static async Task<Chromium> StartAsync(bool scripts = true, bool dark = false, string? zone = null, bool trustAll = false)
    {
        var isCi = string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);
        Assert.SkipWhen(!File.Exists(Program) && !isCi, $"{Program} is not there: apt-get install chromium");
        Assert.True(File.Exists(Program), $"{Program} is not there: apt-get install chromium");

        var profile = Directory.CreateTempSubdirectory("pom-chromium-").FullName;
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchPersistentContextAsync(
            profile,
            new BrowserTypeLaunchPersistentContextOptions
            {
                ExecutablePath = Program,
                Args = Quiet,
                Headless = true,
                JavaScriptEnabled = scripts,
                ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
                TimezoneId = zone,
                IgnoreHTTPSErrors = trustAll,
                Timeout = Bound,
            });
        browser.SetDefaultTimeout(Bound);
        Assertions.SetDefaultExpectTimeout(Bound);
        return new Chromium(playwright, browser, profile);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.CloseAsync();
        _playwright.Dispose();
        Directory.Delete(_profile, recursive: true);
    }
}
