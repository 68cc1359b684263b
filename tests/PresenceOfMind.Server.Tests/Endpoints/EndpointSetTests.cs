using PresenceOfMind.Protocol;
using PresenceOfMind.Server.Endpoints;
using PresenceOfMind.Server.Refusals;

namespace PresenceOfMind.Server.Tests.Endpoints;

public sealed class EndpointSetTests
{
    private const string Url = "http://127.0.0.1:8080/pws";

    private static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset InAnHour = Start.AddHours(1);

    [Fact]
    public void Ids_are_the_smallest_free_number()
    {
        var set = new EndpointSet(100);
        Assert.Equal([1, 2, 3], Enumerable.Range(0, 3).Select(_ => set.Register(Url, "k", InAnHour).Value.Id));
        set.Unregister(2, Start);
        Assert.Equal(2, set.Register(Url, "k", InAnHour).Value.Id);
        Assert.Equal(4, set.Register(Url, "k", InAnHour).Value.Id);
    }

    [Fact]
    public void Above_the_limit_there_is_no_free_endpoint_until_one_ends()
    {
        var set = new EndpointSet(2);
        set.Register(Url, "k", InAnHour);
        set.Register(Url, "k", InAnHour);
        Assert.Equal(PwsErrorCode.NoFreeEndpoint, Refusal(set.Register(Url, "k", InAnHour)));
        set.Unregister(1, Start);
        Assert.Equal(1, set.Register(Url, "k", InAnHour).Value.Id);
    }

    [Fact]
    public void An_endpoint_ends_at_its_expiry_and_not_before()
    {
        var set = new EndpointSet(100);
        set.Register(Url, "k", InAnHour);
        Assert.Empty(set.Expire(InAnHour.AddMilliseconds(-1)));
        Assert.Equal(1, set.Find(1, InAnHour.AddMilliseconds(-1)).Value.Id);
        Assert.Equal(PwsErrorCode.EndpointUnknown, Refusal(set.Find(1, InAnHour)));
        Assert.Equal(1, Assert.Single(set.Expire(InAnHour)).Id);
        Assert.Empty(set.All);
    }

    [Fact]
    public void A_refresh_counts_from_now_and_finds_none_that_is_over()
    {
        var set = new EndpointSet(100);
        set.Register(Url, "k", InAnHour);
        set.Refresh(1, InAnHour.AddHours(1), InAnHour.AddSeconds(-1));
        Assert.Empty(set.Expire(InAnHour));
        Assert.Equal(InAnHour.AddHours(1), set.HeldUntil("k"));
        Assert.Equal(PwsErrorCode.EndpointUnknown, Refusal(set.Refresh(1, InAnHour.AddHours(9), InAnHour.AddHours(1))));
    }

    [Fact]
    public void With_a_session_ends_what_it_holds_and_nothing_else()
    {
        var set = new EndpointSet(100);
        set.Register(Url, "old", InAnHour);
        set.Register(Url, "new", InAnHour);
        Assert.Equal(1, Assert.Single(set.EndSession("old")).Id);
        Assert.Equal(2, Assert.Single(set.All).Id);
        Assert.Null(set.HeldUntil("old"));
    }

    [Theory]
    [InlineData(null, PwsErrorCode.EndpointUrlEmpty)]
    [InlineData("  ", PwsErrorCode.EndpointUrlEmpty)]
    [InlineData("http://127.0.0.1:8080/a b", PwsErrorCode.EndpointUrlHasSpaces)]
    [InlineData("127.0.0.1:8080", PwsErrorCode.XmlInvalid)]
    [InlineData("/pws", PwsErrorCode.XmlInvalid)]
    [InlineData("ftp://127.0.0.1/", PwsErrorCode.XmlInvalid)]
    [InlineData("http://127.0.0.1:99999/", PwsErrorCode.XmlInvalid)]
    public void A_URL_that_cannot_be_called_is_refused_and_takes_no_id(string? url, PwsErrorCode code)
    {
        var set = new EndpointSet(100);
        Assert.Equal(code, Refusal(set.Register(url, "k", InAnHour)));
        Assert.Empty(set.All);
    }

    private static PwsErrorCode Refusal<T>(PwsResult<T> result) => Assert.IsType<PwsError>(result.Refusal).Code;
}
