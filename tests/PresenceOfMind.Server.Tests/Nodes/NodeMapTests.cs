using PresenceOfMind.Server.Configuration;
using PresenceOfMind.Server.Nodes;

namespace PresenceOfMind.Server.Tests.Nodes;

public sealed class NodeMapTests
{
    [Fact]
    public void One_node_is_home_to_all_and_has_no_backup()
    {
        var map = new NodeMap(new PresenceServerOptions { NodeName = "only" });
        Assert.Equal("only", map.At(1234));
        Assert.Equal("only", map.Home("joe", isApplicationUser: false));
        Assert.Null(map.Backup("only"));
    }

    [Fact]
    public void A_request_reaches_the_node_of_its_port()
    {
        var map = Three();
        Assert.Equal(["a", "b", "c", "a"], new[] { 1, 2, 3, 9 }.Select(map.At));
    }

    [Fact]
    public void Each_node_stands_in_for_the_one_before() =>
        Assert.Equal(["b", "c", "a"], new[] { "a", "b", "c" }.Select(Three().Backup));

    [Fact]
    public void Users_are_spread_over_the_nodes_the_same_at_every_start_and_without_case()
    {
        var homes = Enumerable.Range(0, 300).Select(i => Three().Home($"user{i}", isApplicationUser: false)).ToList();
        Assert.All(homes.GroupBy(h => h), group => Assert.InRange(group.Count(), 60, 140));
        Assert.Equal(homes, Enumerable.Range(0, 300).Select(i => Three().Home($"USER{i}", isApplicationUser: false)));
    }

    [Fact]
    public void A_configured_home_counts_and_application_users_have_none_without()
    {
        var map = Three(("Joe", "c"), ("app", "b"));
        Assert.Equal("c", map.Home("joe", isApplicationUser: false));
        Assert.Equal("b", map.Home("APP", isApplicationUser: true));
        Assert.Null(map.Home("other", isApplicationUser: true));
    }

    private static NodeMap Three(params (string User, string Home)[] homes) => new(new PresenceServerOptions
    {
        Nodes = [new("a", [1]), new("b", [2]), new("c", [3])],
        Homes = homes.ToDictionary(h => h.User, h => h.Home),
    });
}
