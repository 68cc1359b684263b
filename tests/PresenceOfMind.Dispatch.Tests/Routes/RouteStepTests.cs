using System.Text.Json;
using PresenceOfMind.Dispatch.Core.Conditions;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Events;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Rules.Explanations;
using PresenceOfMind.Dispatch.Tests.Teams;

namespace PresenceOfMind.Dispatch.Tests.Routes;

public sealed class RouteStepTests
{
    private static readonly IReadOnlyDictionary<string, int> Weak = new Dictionary<string, int> { ["french"] = 30 };

    private static TeamHarness Bench() => new(new TeamSettings
    {
        Workers = [TeamHarness.Worker("ann") with { Skills = Weak }, TeamHarness.Worker("bob") with { Tier = 2 }],
        Queues =
        [
            new() { Name = new("general"), Workers = Tier(0) },
            new() { Name = new("urgent"), Workers = Tier(2) },
        ],
        Routes =
        [
            new()
            {
                Name = new("main"),
                Queue = new("general"),
                Rules = [new()
                {
                    Queue = new("urgent"),
                    Priority = 5,
                    When = new() { Attribute = "attributes.kind", Value = AttributeValue.Text("fire") },
                }],
                Steps =
                [
                    new() { AfterSeconds = 60, LowerSkillsBy = 20 },
                    new() { AfterSeconds = 120, RaisePriorityBy = 3, Webhook = new Uri("http://hooks.example.com/") },
                    new() { AfterSeconds = 180, AddQueues = [new("urgent")], DropSkills = ["french"] },
                ],
            },
        ],
        Rules = new TeamRules { DefaultRoute = new("main") },
    });

    [Fact]
    public void Steps_lower_skills_raise_the_priority_and_add_queues_when_due()
    {
        var team = Bench();
        team.Here("ann");
        team.Add("1", new TaskSpec { Skills = [new() { Name = "french", Level = 50 }] });
        team.Let(59);
        Assert.Null(team.WorkerOf("1"));
        team.Let(1);
        Assert.Equal("ann", team.WorkerOf("1"));

        team.Add("2", new TaskSpec { Skills = [new() { Name = "french", Level = 90 }] });
        team.Let(120);
        Assert.Equal((3, 2), (team.Task("2").Priority, team.Task("2").Steps));
        Assert.Equal("step 2 of route main", CauseWords.Of(Assert.Single(team.Events<WebhookDue>())));
        team.Here("bob");
        Assert.Null(team.WorkerOf("2"));
        team.Let(60);
        Assert.Equal("bob", team.WorkerOf("2"));
    }

    [Fact]
    public void A_requirement_expires_after_its_wait()
    {
        var team = Bench();
        team.Here("ann");
        team.Add(
            "1",
            new TaskSpec
            {
                Queue = new("general"),
                Skills = [new() { Name = "latin", ExpiresAfterSeconds = 30 }],
                Labels = [new() { Key = "k", Value = "v", ExpiresAfterSeconds = 40 }],
            });
        team.Let(39);
        Assert.Null(team.WorkerOf("1"));
        team.Let(1);
        Assert.Equal("ann", team.WorkerOf("1"));
    }

    [Fact]
    public void Changed_attributes_are_routed_anew_while_the_task_waits()
    {
        var team = Bench();
        team.Add("one", "1");
        team.Here("bob");
        Assert.Equal("general", team.Task("1").Queue.Name.Value);
        team.Done(new ChangeTask(new("1"), Attributes: """{"kind":"fire"}"""));
        Assert.Equal(("urgent", 5, "bob"), (team.Task("1").Queue.Name.Value, team.Task("1").Priority, team.WorkerOf("1")));
        team.Done(new ChangeTask(new("1"), Attributes: "{}", Title: "other"));
        Assert.Equal(("urgent", "bob", "other"), (team.Task("1").Queue.Name.Value, team.WorkerOf("1"), team.Task("1").Title));
    }

    [Fact]
    public void A_deadline_that_runs_is_kept_when_the_route_changes()
    {
        var team = Bench();
        team.Add("one", "1");
        var step = team.Task("1").StepAt;
        team.Done(
            new PutRoute(
                new RouteSettings { Name = new("main"), Queue = new("general"), Steps = [new() { AfterSeconds = 500, RaisePriorityBy = 9 }] }));

        Assert.Equal(step, team.Task("1").StepAt);
        team.Let(60);
        Assert.Equal(9, team.Task("1").Priority);
    }

    private static Condition Tier(int tier) => new() { Attribute = "tier", Value = AttributeValue.Number(tier) };

    private static JsonElement Json<T>(T value) => JsonSerializer.SerializeToElement(value);
}
