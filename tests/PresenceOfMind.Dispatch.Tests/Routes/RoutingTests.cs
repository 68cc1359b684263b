using System.Text.Json;
using PresenceOfMind.Dispatch.Routes;
using PresenceOfMind.Dispatch.Tasks;

namespace PresenceOfMind.Dispatch.Tests.Routes;

public sealed class RoutingTests
{
    private static readonly RouteSettings Route = new()
    {
        Name = "help",
        Queue = "first-line",
        Rules =
        [
            new() { When = Is("attributes.kind", "outage"), Queue = "urgent", Priority = 50 },
            new()
            {
                When = Is("attributes.kind", "order"),
                Queue = "orders",
                Skills = [new() { Name = "buying", Level = 30 }],
                Labels =
                [
                    new() { Key = "limit", Operator = ConditionOperator.AtLeast, Attribute = "attributes.amount", ExpiresAfterSeconds = 60 },
                    new() { Key = "site", Attribute = "attributes.site.name" },
                    new() { Key = "contract", Value = "full" },
                ],
            },
            new() { When = Is("attributes.kind", "outage"), Queue = "never" },
        ],
    };

    [Fact]
    public void The_first_rule_that_holds_chooses()
    {
        var choice = Routing.Choose(Route, Task("""{"kind":"outage"}"""));
        Assert.Equal(("urgent", 0, 50), (choice.Queue, choice.Rule, choice.Priority));
    }

    [Fact]
    public void Where_no_rule_holds_the_routes_own_queue_counts()
    {
        var choice = Routing.Choose(Route, Task(null));
        Assert.Equal(("first-line", null, null), (choice.Queue, choice.Rule, choice.Priority));
        Assert.Empty(choice.Skills);
    }

    [Fact]
    public void A_rule_without_a_condition_always_holds() =>
        Assert.Equal("all", Routing.Choose(Route with { Rules = [new() { Queue = "all" }, .. Route.Rules] }, Task("""{"kind":"outage"}""")).Queue);

    [Fact]
    public void A_label_takes_its_value_from_the_task_and_is_not_asked_for_where_the_task_has_none()
    {
        var choice = Routing.Choose(Route, Task("""{"kind":"order","amount":1250.50,"site":{}}"""));
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

    private static Condition Is(string attribute, string value) => new() { Attribute = attribute, Value = JsonSerializer.SerializeToElement(value) };

    private static TaskFacts Task(string? attributes) => new("x", "call", 0, 1, attributes);
}
