using PresenceOfMind.Server.Nodes;
using PresenceOfMind.Server.Sessions;

namespace PresenceOfMind.Server.Tests.Nodes;

public sealed class NodeUserTests
{
    [Theory]
    [InlineData("localhost", "joe")]
    [InlineData("node-b:9083", "a|b")]
    [InlineData("localhost", "")]
    public void A_key_reads_back(string node, string user) =>
        Assert.Equal(new NodeUser(node, user), NodeUser.Parse(new NodeUser(node, user).ToString()));

    [Fact]
    public void Users_compare_without_case() => Assert.Equal(NodeUser.Key("n", "joe"), NodeUser.Key("n", "JOE"));

    [Fact]
    public void A_new_session_key_has_the_form_of_a_GUID_and_no_two_are_the_same()
    {
        var keys = Enumerable.Range(0, 1000).Select(_ => SessionKeys.New()).ToHashSet();
        Assert.Equal(1000, keys.Count);
        Assert.All(keys, key => Assert.True(Guid.TryParseExact(key, "D", out _)));
    }
}
