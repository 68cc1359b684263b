using PresenceOfMind.App.Origins;

namespace PresenceOfMind.App.Tests.Origins;

public sealed class OriginPolicyTests
{
    private const string Desk = "https://desk.example.com/pom";
    private const string Allowed = "https://wall.example.com:8443";

    [Theory]
    // public URL, Origin, Sec-Fetch-Site, Host
    [InlineData(null, null, "", "127.0.0.1:8080")]
    [InlineData(null, null, "same-origin", "127.0.0.1:8080")]
    [InlineData(null, null, "none", "127.0.0.1:8080")]
    [InlineData(null, "http://127.0.0.1:8080", "same-origin", "127.0.0.1:8080")]
    [InlineData(null, "http://localhost:8080", "", "LOCALHOST:8080")]
    [InlineData(null, "http://[::1]:8080", "", "[::1]:8080")]
    [InlineData(null, "http://pom.internal", "", "pom.internal:80")]
    [InlineData(null, "https://pom.internal", "same-origin", "pom.internal")]
    [InlineData(null, Allowed, "cross-site", "127.0.0.1:8080")]
    [InlineData(null, "HTTPS://WALL.example.com:8443", "same-site", "127.0.0.1:8080")]
    [InlineData(Desk, "https://desk.example.com", "same-origin", "127.0.0.1:8080")]
    [InlineData(Desk, "https://DESK.example.com:443", "same-origin", "upstream")]
    [InlineData(Desk, "http://127.0.0.1:8080", "same-origin", "127.0.0.1:8080")]
    [InlineData(Desk, "http://localhost:8080", "", "localhost:8080")]
    public void The_own_page_allowed_pages_and_programs_may_change_things(string? publicUrl, string? origin, string site, string host) =>
        Assert.Null(Policy(publicUrl).Refuse(origin is null ? [] : [origin], site, host));

    [Theory]
    [InlineData(null, "null", "", "127.0.0.1:8080")]
    [InlineData(null, "", "", "127.0.0.1:8080")]
    [InlineData(null, "http://127.0.0.1:8081", "", "127.0.0.1:8080")]
    [InlineData(null, "http://localhost:8080", "", "127.0.0.1:8080")]
    [InlineData(null, "http://127.0.0.1:8080.evil.example", "", "127.0.0.1:8080")]
    [InlineData(null, "http://127.0.0.1:8080@evil.example", "", "127.0.0.1:8080")]
    [InlineData(null, "http://127.0.0.1:8080/", "", "127.0.0.1:8080")]
    [InlineData(null, "http://127.0.0.1:8080 http://evil.example", "", "127.0.0.1:8080")]
    [InlineData(null, "http://evil.example", "same-origin", "127.0.0.1:8080")]
    [InlineData(null, "http://evil.example", "", "")]
    [InlineData(null, "file://", "", "127.0.0.1:8080")]
    [InlineData(null, "chrome-extension://abc", "", "127.0.0.1:8080")]
    [InlineData(null, null, "cross-site", "127.0.0.1:8080")]
    [InlineData(null, null, "same-site", "127.0.0.1:8080")]
    [InlineData(null, null, "unheard-of", "127.0.0.1:8080")]
    [InlineData(null, "http://127.0.0.1:8080", "cross-site", "127.0.0.1:8080")]
    [InlineData(null, "https://wall.example.com", "cross-site", "127.0.0.1:8080")]
    [InlineData(Desk, "http://desk.example.com", "cross-site", "127.0.0.1:8080")]
    [InlineData(Desk, "https://example.com", "same-site", "desk.example.com")]
    [InlineData(Desk, "http://rebound.example:8080", "same-origin", "rebound.example:8080")]
    public void Every_other_page_may_not(string? publicUrl, string? origin, string site, string host) =>
        Assert.NotNull(Policy(publicUrl).Refuse(origin is null ? [] : [origin], site, host));

    [Fact]
    public void Several_origins_are_foreign_even_where_each_is_allowed() =>
        Assert.NotNull(Policy(null).Refuse([Allowed, Allowed], "", "127.0.0.1:8080"));

    [Fact]
    public void A_refusal_names_the_origin_and_the_options_that_change_it()
    {
        var why = Policy(null).Refuse(["http://evil.example"], "cross-site", "127.0.0.1:8080")!;
        Assert.Contains("http://evil.example", why, StringComparison.Ordinal);
        Assert.Contains("--allowed-origins", why, StringComparison.Ordinal);
        Assert.Contains("--public-url", why, StringComparison.Ordinal);
    }

    private static OriginPolicy Policy(string? publicUrl) => new(publicUrl is null ? null : new Uri(publicUrl), [Allowed]);
}
