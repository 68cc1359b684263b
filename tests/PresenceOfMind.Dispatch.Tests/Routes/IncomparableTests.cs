using PresenceOfMind.Dispatch.Core.Conditions;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Rules.Explanations;
using PresenceOfMind.Dispatch.Tests.Teams;

namespace PresenceOfMind.Dispatch.Tests.Routes;

/// <summary>The help desk's rule: who may sign for the amount.</summary>
public sealed class IncomparableTests
{
    [Theory]
    [InlineData(
        "\"10,000.00\"",
        "The label limit is the number 500, which cannot be compared with the text \"10,000.00\", which the task requires.")]
    [InlineData(
        "\"$1200\"",
        "The label limit is the number 500, which cannot be compared with the text \"$1200\", which the task requires.")]
    [InlineData(
        "{\"value\":1200}",
        "The task's attributes.amount is the object {\"value\":1200}, which cannot be compared with the label limit.")]
    [InlineData("[100]", "The task's attributes.amount is the list [100], which cannot be compared with the label limit.")]
    [InlineData("false", "The task's attributes.amount is false, which cannot be compared with the label limit.")]
    public void Nobody_gets_a_task_whose_amount_cannot_be_compared_and_the_explanation_says_so(string amount, string why)
    {
        var team = Bench(ConditionOperator.AtLeast);
        team.Done(new AddTask(new("1"), "Order", $$"""{"amount":{{amount}}}""") { Spec = new TaskSpec { Route = new("orders") } });

        Assert.Null(team.WorkerOf("1"));
        var explanation = ExplanationBuilder.Waiting(team.State, team.Task("1"));
        Assert.EndsWith(why, explanation.Summary, StringComparison.Ordinal);
        Assert.Equal(("labels", why), (explanation.Candidates[0].Rule, explanation.Candidates[0].Because));
    }

    [Theory]
    [InlineData("\"$1200\"")]
    [InlineData("{\"value\":1200}")]
    public void Neither_does_a_negated_comparison_let_pass(string amount)
    {
        var team = Bench(ConditionOperator.NotEquals);
        team.Done(new AddTask(new("1"), "Order", $$"""{"amount":{{amount}}}""") { Spec = new TaskSpec { Route = new("orders") } });
        Assert.Null(team.WorkerOf("1"));
    }

    [Theory]
    [InlineData("500", true)]
    [InlineData("\"500\"", true)]
    [InlineData("\"5e2\"", true)]
    [InlineData("-1e400", true)]
    [InlineData("500.0000000000000000000000000000001", false)]
    [InlineData("1e400", false)]
    [InlineData("\"1200\"", false)]
    [InlineData("null", true)]
    public void What_can_be_compared_is_compared_exactly(string amount, bool isGiven)
    {
        var team = Bench(ConditionOperator.AtLeast);
        team.Done(new AddTask(new("1"), "Order", $$"""{"amount":{{amount}}}""") { Spec = new TaskSpec { Route = new("orders") } });
        Assert.Equal(isGiven ? "ann" : null, team.WorkerOf("1"));
    }

    [Fact]
    public void An_amount_that_is_mended_finds_its_worker()
    {
        var team = Bench(ConditionOperator.AtLeast);
        team.Done(new AddTask(new("1"), "Order", """{"amount":"$120"}""") { Spec = new TaskSpec { Route = new("orders") } });
        team.Done(new ChangeTask(new("1"), Attributes: """{"amount":120}"""));
        Assert.Equal("ann", team.WorkerOf("1"));
    }

    private static TeamHarness Bench(ConditionOperator by)
    {
        var team = new TeamHarness(new TeamSettings
        {
            Workers = [TeamHarness.Worker("ann") with { Labels = new Dictionary<string, string> { ["limit"] = "500" } }],
            Queues = [new() { Name = new("orders") }],
            Routes =
            [
                new()
                {
                    Name = new("orders"),
                    Queue = new("orders"),
                    Rules = [new()
                    {
                        Queue = new("orders"),
                        Labels = [new() { Key = "limit", Operator = by, Attribute = "attributes.amount" }],
                    }],
                },
            ],
        });
        team.Here("ann");
        return team;
    }
}
