using PresenceOfMind.Server.Notifications;

namespace PresenceOfMind.Server.Tests.Notifications;

public sealed class CallbackUrlTests
{
    [Theory]
    [InlineData("http://h:8080", "http://h:8080/?id=7&eventType=PRESENCE_NOTIFICATION")]
    [InlineData("http://h:8080/pws", "http://h:8080/pws?id=7&eventType=PRESENCE_NOTIFICATION")]
    [InlineData("http://h:8080/pws?user=joe", "http://h:8080/pws?user=joe&id=7&eventType=PRESENCE_NOTIFICATION")]
    [InlineData("http://h:8080/pws?", "http://h:8080/pws?id=7&eventType=PRESENCE_NOTIFICATION")]
    [InlineData("http://h:8080/pws?a=1&", "http://h:8080/pws?a=1&id=7&eventType=PRESENCE_NOTIFICATION")]
    [InlineData("http://h:8080/pws#top", "http://h:8080/pws?id=7&eventType=PRESENCE_NOTIFICATION")]
    [InlineData("http://h:8080/pws?a=1#top", "http://h:8080/pws?a=1&id=7&eventType=PRESENCE_NOTIFICATION")]
    [InlineData("https://h/a%20b;c", "https://h/a%20b;c?id=7&eventType=PRESENCE_NOTIFICATION")]
    [InlineData("http://[::1]:8080/pws", "http://[::1]:8080/pws?id=7&eventType=PRESENCE_NOTIFICATION")]
    public void Id_and_type_stand_behind_the_query_that_is_there(string url, string called) =>
        Assert.Equal(called, CallbackUrl.For(url, 7).AbsoluteUri);
}
