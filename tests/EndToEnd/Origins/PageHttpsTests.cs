namespace EndToEnd.Origins;

/// <summary>The page's port with HTTPS, and commands that reach it.</summary>
public sealed class PageHttpsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_and_the_commands_work_over_https_with_the_generated_certificate()
    {
        await using var demo = await Demo.StartAsync("--page-https", "on");
        Assert.Equal("https", demo.Page.Scheme);
        Assert.Contains("--certificate", demo.Process.Output, StringComparison.Ordinal);

        // The watcher hears of changes though its callbacks cannot come to the page's port.
        await demo.SetAsync("AWAY", Demo.People);

        // The command finds the certificate of this machine's program by itself, or is told.
        var (code, _, error) = await demo.PomAsync("tasks", "add", "Water the plants", "--url", demo.Page.ToString());
        Assert.True(code == 0, error);
        var certificate = Path.Combine(demo.Data, "pws.crt");
        var elsewhere = Directory.CreateDirectory(Path.Combine(demo.Folder, "elsewhere")).FullName;
        string[] list = ["tasks", "list", "--url", demo.Page.ToString(), "--config", Path.Combine(elsewhere, "pom.json")];
        await File.WriteAllTextAsync(Path.Combine(elsewhere, "pom.json"), """{ "data": "./none" }""", Cancel);
        var trusted = await PomProcess.RunAsync(elsewhere, [.. list, "--certificate", certificate]);
        Assert.Contains("Water the plants", trusted.Output, StringComparison.Ordinal);
        var untrusted = await PomProcess.RunAsync(elsewhere, list);
        Assert.Equal(3, untrusted.Code);
        Assert.Contains("--certificate", untrusted.Error, StringComparison.Ordinal);
        var people = await demo.PomAsync("people", "list", "--url", demo.Page.ToString());
        Assert.True(people.Code == 0, people.Error);

        await using var chromium = await Chromium.StartAsync(trustAll: true);
        await chromium.Page.GotoAsync(demo.Page.ToString());
        await chromium.Page.Locator("[data-live=yes]").WaitForAsync();
        var cookies = await chromium.Page.Context.CookiesAsync();
        Assert.NotEmpty(cookies);
        Assert.All(cookies, cookie => Assert.True(cookie is { Secure: true, HttpOnly: true }, $"{cookie.Name} is not protected."));

        // A browser that was told so would accept no generated certificate any more.
        using var trusting = new SocketsHttpHandler();
        trusting.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null;
        using var http = new HttpClient(trusting) { BaseAddress = demo.Page };
        using var answer = await http.GetAsync("/", Cancel);
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
    }
}
