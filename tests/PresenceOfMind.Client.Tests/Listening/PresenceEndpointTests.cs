using System.Net;
using PresenceOfMind.Client.Tests.EndToEnd;

namespace PresenceOfMind.Client.Tests.Listening;

public sealed class PresenceEndpointTests
{
    [Fact]
    public async Task A_callback_reaches_its_watcher_alone_and_is_answered_at_once_with_nothing()
    {
        await using var host = await CallbackHost.StartAsync();
        var (mine, others) = (new List<int>(), new List<int>());
        var segment = host.Hub.Register(mine.Add);
        host.Hub.Register(others.Add);
        using var http = new HttpClient { BaseAddress = host.Address };
        using var answer = await http.GetAsync(new Uri($"/pws/{segment}?id=3&eventType=PRESENCE_NOTIFICATION", UriKind.Relative), Ct);
        Assert.Equal((HttpStatusCode.OK, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct)));
        Assert.Equal([3], mine);
        Assert.Empty(others);
    }

    [Theory]
    [InlineData("/pws/{0}")]
    [InlineData("/pws/{0}?id=x")]
    [InlineData("/pws/{0}?id=1&id=2")]
    [InlineData("/pws/{0}?id=99999999999999999999")]
    [InlineData("/pws/0123456789abcdef0123456789abcdef?id=1")]
    public async Task What_is_no_callback_is_answered_alike_and_ignored(string path)
    {
        await using var host = await CallbackHost.StartAsync();
        var got = new List<int>();
        var segment = host.Hub.Register(got.Add);
        using var http = new HttpClient { BaseAddress = host.Address };
        using var answer = await http.GetAsync(
            new Uri(string.Format(System.Globalization.CultureInfo.InvariantCulture, path, segment), UriKind.Relative),
            Ct);
        Assert.Equal((HttpStatusCode.OK, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct)));
        Assert.Empty(got);
    }

    [Fact]
    public async Task Another_method_is_refused()
    {
        await using var host = await CallbackHost.StartAsync();
        var segment = host.Hub.Register(_ => { });
        using var http = new HttpClient { BaseAddress = host.Address };
        using var answer = await http.PostAsync(new Uri($"/pws/{segment}?id=3", UriKind.Relative), null, Ct);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }

    [Fact]
    public void A_segment_that_was_taken_back_is_ignored()
    {
        var hub = new PresenceOfMind.Client.Listening.NotificationHub();
        var got = new List<int>();
        var segment = hub.Register(got.Add);
        Assert.Matches("^[0-9a-f]{32}$", segment);
        Assert.True(hub.Receive(segment, 1));
        hub.Unregister(segment);
        Assert.False(hub.Receive(segment, 2));
        Assert.Equal([1], got);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;
}
