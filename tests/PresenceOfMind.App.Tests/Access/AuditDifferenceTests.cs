using System.Text.Json.Nodes;
using PresenceOfMind.Access.Audit;

namespace PresenceOfMind.App.Tests.Access;

public sealed class AuditDifferenceTests
{
    [Theory]
    [InlineData("""{"a":1,"b":2}""", """{"a":1,"b":3}""", """{"b":2}""", """{"b":3}""")]
    [InlineData("""{"a":1}""", """{"a":1}""", null, null)]
    [InlineData(null, """{"a":1}""", null, """{"a":1}""")]
    [InlineData("""{"a":1}""", null, """{"a":1}""", null)]
    [InlineData("""{"a":null}""", """{}""", """{"a":null}""", """{}""")]
    [InlineData(
        """{"queues":[{"name":"x","n":1},{"name":"y","n":2}]}""",
        """{"queues":[{"name":"y","n":3},{"name":"x","n":1},{"name":"z"}]}""",
        """{"queues":{"y":{"n":2}}}""",
        """{"queues":{"y":{"n":3},"z":{"name":"z"}}}""")]
    [InlineData("""{"list":[1,2]}""", """{"list":[1,3]}""", """{"list":[1,2]}""", """{"list":[1,3]}""")]
    public void Only_what_differs_is_left(string? before, string? after, string? was, string? now)
    {
        var (old, changed) = AuditDifference.Reduce(Parse(before), Parse(after));
        Assert.Equal((was, now), (old?.ToJsonString(), changed?.ToJsonString()));
    }

    private static JsonNode? Parse(string? json) => json is null ? null : JsonNode.Parse(json);
}
