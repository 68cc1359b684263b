using PresenceOfMind.Dispatch.Core.Conditions;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Routes;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Storage.Tasks;

namespace PresenceOfMind.Dispatch.Tests.Routes;

public sealed class RoutingTests
{
    private static readonly RouteSettings Route = new()
    {
        Name = new("help"),
        Queue = new("first-line"),
        Rules =
        [
            new() { When = Is("attributes.kind", "outage"), Queue = new("urgent"), Priority = 50 },
            new()
            {
                When = Is("attributes.kind", "order"),
                Queue = new("orders"),
                Skills = [new() { Name = "buying", Level = 30 }],
                Labels =
                [
                    new()
                    {
                        Key = "limit",
                        Operator = ConditionOperator.AtLeast,
                        Attribute = "attributes.amount",
                        ExpiresAfterSeconds = 60,
                    },
                    new() { Key = "site", Attribute = "attributes.site.name" },
                    new() { Key = "contract", Value = "full" },
                ],
            },
            new() { When = Is("attributes.kind", "outage"), Queue = new("never") },
        ],
    };

    [Fact]
    public void The_first_rule_that_holds_chooses()
    {
        var choice = RouteRules.Choose(Route, Task("""{"kind":"outage"}"""));
        Assert.Equal(("urgent", 0, 50), (choice.Queue.Value, choice.Rule, choice.Priority));
    }

    [Fact]
    public void Where_no_rule_holds_the_routes_own_queue_counts()
    {
        var choice = RouteRules.Choose(Route, Task(null));
        Assert.Equal(("first-line", null, null), (choice.Queue.Value, choice.Rule, choice.Priority));
        Assert.Empty(choice.Skills);
    }

    [Fact]
    public void A_rule_without_a_condition_always_holds() =>
        Assert.Equal(
            "all",
            RouteRules.Choose(Route with { Rules = [new() { Queue = new("all") }, .. Route.Rules] }, Task("""{"kind":"outage"}""")).Queue.Value);

    [Fact]
    public void A_label_takes_its_value_from_the_task_and_is_not_asked_for_where_the_task_has_none()
    {
        var choice = RouteRules.Choose(Route, Task("""{"kind":"order","amount":1250.50,"site":{"name":null}}"""));
        Assert.Equal("buying", Assert.Single(choice.Skills).Name);
        Assert.Equal(
            [
                new LabelRequirement { Key = "limit", Operator = ConditionOperator.AtLeast, Value = "1250.50", ExpiresAfterSeconds = 60 },
                new LabelRequirement { Key = "contract", Value = "full" },
            ],
            choice.Labels);
        Assert.True(Requirements.Meets(choice.Labels[0], new Dictionary<string, string> { ["limit"] = "2000" }));
        Assert.False(Requirements.Meets(choice.Labels[0], new Dictionary<string, string> { ["limit"] = "1000" }));
    }

    [Theory]
    [InlineData("""{"value":1200}""")]
    [InlineData("[1200]")]
    [InlineData("true")]
    public void A_label_whose_value_is_there_and_cannot_be_compared_stays_asked_for(string amount)
    {
        var label = Assert.Single(
            RouteRules.Choose(Route, Task($$"""{"kind":"order","amount":{{amount}}}""")).Labels,
            l => l.Key == "limit");
        Assert.Equal(("attributes.amount", null), (label.Attribute, label.Value));
        Assert.False(Requirements.Meets(label, new Dictionary<string, string> { ["limit"] = "1e9" }));
    }

    [Fact]
    public void A_path_through_something_that_is_no_object_cannot_be_compared() =>
        Assert.True(
            Requirements.IsIncomparable(
                Assert.Single(RouteRules.Choose(Route, Task("""{"kind":"order","site":"Bonn"}""")).Labels, l => l.Key == "site")));

    [Fact]
    public void A_rule_that_needs_a_comparison_that_cannot_be_made_is_passed_over_and_says_why()
    {
        var route = Route with
        {
            Rules = [new()
            {
                When = new()
                {
                    None = [new()
                    {
                        Attribute = "attributes.amount",
                        Operator = ConditionOperator.MoreThan,
                        Value = AttributeValue.Number(1000),
                    }],
                },
                Queue = new("small"),
            }],
        };
        var task = Task("""{"amount":"$1200"}""");
        Assert.Equal("first-line", RouteRules.Choose(route, task).Queue.Value);
        Assert.Equal(
            "Rule 1 of route help was passed over: attributes.amount is the text \"$1200\", which cannot be compared with the number 1000.",
            Assert.Single(RouteRules.PassedOver(route, task)));
    }

    private static Condition Is(string attribute, string value) => new() { Attribute = attribute, Value = AttributeValue.Text(value) };

    private static TaskAttributeSource Task(string? attributes) =>
        new("x", new("call"), 0, 1, attributes is null ? null : JsonAttributes.Instance.Read(attributes));
}
