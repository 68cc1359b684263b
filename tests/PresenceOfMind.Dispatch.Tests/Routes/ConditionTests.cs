using System.Text.Json;
using PresenceOfMind.Dispatch.Core.Conditions;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Refusals;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Storage.Json;
using PresenceOfMind.Dispatch.Storage.Tasks;

namespace PresenceOfMind.Dispatch.Tests.Routes;

public sealed class ConditionTests
{
    private static readonly WorkerAttributeSource Ann = new(new WorkerSettings
    {
        Contact = new("ann@example.com"),
        Skills = new Dictionary<string, int> { ["french"] = 60, ["phone.system"] = 5 },
        Labels = new Dictionary<string, string> { ["region"] = "North", ["limit"] = "1000", ["empty"] = "" },
        Tier = 2,
    });

    private static readonly TaskAttributeSource Task = new(
        "Order a headset", new("mail"), -5, 2,
        JsonAttributes.Instance.Read(
            """{"region":"north","amount":12.50,"urgent":true,"tags":["vip","Late",7],"from":{"country":"FR"},"nothing":null,"big":1e400,"a.b":1}"""));

    [Theory]
    [InlineData("skills.french", ConditionOperator.AtLeast, "60", true)]
    [InlineData("skills.french", ConditionOperator.MoreThan, "60", false)]
    [InlineData("skills.french", ConditionOperator.AtMost, "60.0", true)]
    [InlineData("skills.french", ConditionOperator.LessThan, "60", false)]
    [InlineData("skills.phone.system", ConditionOperator.Equals, "5", true)]
    [InlineData("skills.French", ConditionOperator.Present, null, false)]
    [InlineData("skills.german", ConditionOperator.AtMost, "100", false)]
    [InlineData("labels.region", ConditionOperator.Equals, "\"NORTH\"", true)]
    [InlineData("labels.region", ConditionOperator.In, """["south","north"]""", true)]
    [InlineData("labels.limit", ConditionOperator.AtLeast, "999.5", true)]
    [InlineData("labels.limit", ConditionOperator.Equals, "\"1000\"", true)]
    [InlineData("labels.limit", ConditionOperator.LessThan, "\"999\"", false)]
    [InlineData("labels.empty", ConditionOperator.Present, null, true)]
    [InlineData("tier", ConditionOperator.Equals, "2", true)]
    [InlineData("contact", ConditionOperator.Contains, "\"@EXAMPLE\"", true)]
    public void A_worker_is_compared(string attribute, ConditionOperator by, string? value, bool holds) =>
        Compare(Ann, attribute, by, value, holds);

    [Theory]
    [InlineData("title", ConditionOperator.StartsWith, "\"order\"", true)]
    [InlineData("title", ConditionOperator.Contains, "\"HEAD\"", true)]
    [InlineData("channel", ConditionOperator.NotEquals, "\"call\"", true)]
    [InlineData("priority", ConditionOperator.LessThan, "0", true)]
    [InlineData("units", ConditionOperator.In, "[1,2]", true)]
    [InlineData("attributes.amount", ConditionOperator.Equals, "12.5", true)]
    [InlineData("attributes.amount", ConditionOperator.Equals, "\"12.5\"", true)]
    [InlineData("attributes.urgent", ConditionOperator.Equals, "true", true)]
    [InlineData("attributes.urgent", ConditionOperator.Equals, "false", false)]
    [InlineData("attributes.from.country", ConditionOperator.Equals, "\"fr\"", true)]
    [InlineData("attributes.from.country.city", ConditionOperator.Absent, null, true)]
    [InlineData("attributes.from", ConditionOperator.Present, null, true)]
    [InlineData("attributes.tags", ConditionOperator.Contains, "\"late\"", true)]
    [InlineData("attributes.tags", ConditionOperator.Contains, "7", true)]
    [InlineData("attributes.tags", ConditionOperator.Contains, "\"7\"", true)]
    [InlineData("attributes.tags", ConditionOperator.Equals, "\"vip\"", false)]
    [InlineData("attributes.nothing", ConditionOperator.Absent, null, true)]
    [InlineData("attributes.nothing", ConditionOperator.Present, null, false)]
    [InlineData("attributes.big", ConditionOperator.Present, null, true)]
    [InlineData("attributes.big", ConditionOperator.MoreThan, "0", true)]
    [InlineData("attributes.big", ConditionOperator.LessThan, "1e401", true)]
    [InlineData("attributes.big", ConditionOperator.Equals, "10.0e399", true)]
    [InlineData("attributes.from.country.city", ConditionOperator.NotEquals, "\"Lyon\"", false)]
    [InlineData("attributes.nothing.inside", ConditionOperator.NotEquals, "1", true)]
    public void A_task_is_compared(string attribute, ConditionOperator by, string? value, bool holds) =>
        Compare(Task, attribute, by, value, holds);

    [Fact]
    public void What_is_absent_fulfils_not_equals_and_absent_only()
    {
        foreach (var by in Enum.GetValues<ConditionOperator>())
        {
            Compare(Task, "attributes.missing", by, ValueFor(by), by is ConditionOperator.NotEquals or ConditionOperator.Absent);
        }
    }

    [Theory]
    [InlineData("""{"value":1200}""")]
    [InlineData("[1200]")]
    [InlineData("true")]
    [InlineData("\"10,000.00\"")]
    [InlineData("\"$1200\"")]
    [InlineData("\" 1200\"")]
    [InlineData("\"1200 \"")]
    [InlineData("\"+1200\"")]
    [InlineData("\"01200\"")]
    [InlineData("\"1200.\"")]
    [InlineData("\".5\"")]
    [InlineData("\"0x10\"")]
    [InlineData("\"1e\"")]
    [InlineData("\"1_200\"")]
    [InlineData("\"NaN\"")]
    [InlineData("\"Infinity\"")]
    [InlineData("\"\"")]
    [InlineData("\"\\u0661\\u0662\"")]
    public void A_comparison_with_a_number_that_cannot_be_made_is_not_fulfilled_whatever_the_operator_and_however_negated(string json)
    {
        var task = new TaskAttributeSource("x", new("call"), 0, 1, JsonAttributes.Instance.Read($$"""{"amount":{{json}}}"""));
        foreach (var by in Enum.GetValues<ConditionOperator>())
        {
            if (by is ConditionOperator.Present or ConditionOperator.Absent
                || (by == ConditionOperator.Contains && json[0] == '[')
                || (by == ConditionOperator.StartsWith && json[0] == '"'))
            {
                continue;
            }

            var one = Of("attributes.amount", by, ValueFor(by));
            var no = Of("title", ConditionOperator.Equals, "\"y\"");
            foreach (var condition in new[]
            {
                one,
                new() { None = [one] },
                new() { None = [no, one] },
                new() { None = [new() { None = [one] }] },
                new() { All = [new() { Any = [no, one] }] },
            })
            {
                Assert.Equal(ConditionResult.Unknown, ConditionRules.Judge(condition, task));
                Assert.False(ConditionRules.Holds(condition, task));
            }

            Assert.StartsWith(
                "attributes.amount is ",
                Assert.Single(ConditionRules.NotMade(new Condition { None = [one] }, task)),
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_does_not_depend_on_a_comparison_that_cannot_be_made_is_decided()
    {
        Condition unknown = Of(
            "attributes.from",
            ConditionOperator.Equals,
            "1"), yes = Of("units", ConditionOperator.Equals, "2"), no = Of("units", ConditionOperator.Equals, "3");
        Assert.True(ConditionRules.Holds(new() { Any = [unknown, yes] }, Task));
        Assert.True(ConditionRules.Holds(new() { None = [new() { All = [unknown, no] }] }, Task));
        Assert.Equal(ConditionResult.Fails, ConditionRules.Judge(new() { None = [unknown, yes] }, Task));
        Compare(Task, "attributes.tags", ConditionOperator.Contains, "\"late\"", true);
        Assert.Equal(ConditionResult.Unknown, ConditionRules.Judge(Of("attributes.tags", ConditionOperator.Contains, "\"blocked\""), Task));
    }

    [Fact]
    public void A_task_without_attributes_has_none()
    {
        var bare = new TaskAttributeSource("x", new("call"), 0, 1, null);
        Compare(bare, "attributes.region", ConditionOperator.Absent, null, true);
    }

    [Fact]
    public void All_any_and_none_join_conditions()
    {
        Condition yes = Of("tier", ConditionOperator.Equals, "2"), no = Of("tier", ConditionOperator.Equals, "3");
        Assert.True(Holds(new() { All = [yes, yes] }));
        Assert.False(Holds(new() { All = [yes, no] }));
        Assert.True(Holds(new() { Any = [no, yes] }));
        Assert.False(Holds(new() { Any = [no, no] }));
        Assert.True(Holds(new() { None = [no, no] }));
        Assert.False(Holds(new() { None = [no, yes] }));
        Assert.True(Holds(new() { None = [new() { All = [yes, no] }, new() { Any = [no] }] }));
        Assert.True(ConditionRules.Holds(null, Ann));

        static bool Holds(Condition condition) => ConditionRules.Holds(condition, Ann);
    }

    [Theory]
    [InlineData("""{}""", "workers", "exactly one of attribute, all, any and none")]
    [InlineData("""{"attribute":"tier","value":1,"all":[]}""", "workers", "exactly one of")]
    [InlineData("""{"all":[]}""", "workers.all", "at least one condition")]
    [InlineData("""{"any":[{"attribute":"tier","value":1},{"attribute":"age","value":1}]}""", "workers.any[1].attribute", "skills.NAME")]
    [InlineData("""{"attribute":"skills.","value":1}""", "workers.attribute", "skills.NAME")]
    [InlineData("""{"attribute":"title","value":"x"}""", "workers.attribute", "skills.NAME")]
    [InlineData("""{"attribute":"tier"}""", "workers.value", "a number or a truth value")]
    [InlineData("""{"attribute":"tier","value":{}}""", "workers.value", "a number or a truth value")]
    [InlineData("""{"attribute":"tier","operator":"in","value":5}""", "workers.value", "takes a list")]
    [InlineData("""{"attribute":"tier","operator":"in","value":[]}""", "workers.value", "takes a list")]
    [InlineData("""{"attribute":"tier","operator":"in","value":[[1]]}""", "workers.value", "takes a list")]
    [InlineData("""{"attribute":"tier","operator":"at-least","value":true}""", "workers.value", "takes a number")]
    [InlineData("""{"attribute":"contact","operator":"starts-with","value":1}""", "workers.value", "takes a text")]
    [InlineData("""{"attribute":"contact","value":"\ud800"}""", "workers.value", "takes a text")]
    [InlineData("""{"attribute":"contact","operator":"present","value":1}""", "workers.value", "take no value")]
    [InlineData("""{"none":[{"attribute":"tier","value":1}],"value":1}""", "workers.value", "together with an attribute")]
    public void A_faulty_condition_is_told_by_its_path(string json, string path, string says)
    {
        var refusal = Assert.Single(Faults(Read(JsonElement.Parse(json))));
        Assert.Equal(path, refusal.Field);
        Assert.Contains(says, refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_condition_that_is_too_deep_or_too_large_is_refused()
    {
        var deep = Of("tier", ConditionOperator.Equals, "1");
        for (var i = 1; i < ConditionRules.MaxDepth; i++)
        {
            deep = new Condition { All = [deep] };
        }

        Assert.Empty(Faults(deep));
        Assert.Contains("at most 8 levels", Assert.Single(Faults(new Condition { Any = [deep] })).Detail, StringComparison.Ordinal);

        var leaf = Of("tier", ConditionOperator.Equals, "1");
        Assert.Empty(Faults(new Condition { Any = [.. Enumerable.Repeat(leaf, 200)] }));
        Assert.Contains(
            "at most 200 comparisons",
            Assert.Single(Faults(new Condition { Any = [.. Enumerable.Repeat(leaf, 201)] })).Detail,
            StringComparison.Ordinal);
        var wide = new Condition { All = [.. Enumerable.Repeat(new Condition { Any = [.. Enumerable.Repeat(leaf, 200)] }, 200)] };
        Assert.Contains("at most 200 comparisons", Assert.Single(Faults(wide)).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_is_asked_for_by_any_operator_and_a_wished_skill_refuses_nobody()
    {
        var labels = new Dictionary<string, string> { ["limit"] = "1000", ["site"] = "Bonn" };
        Assert.True(Requirements.Meets(new LabelRequirement { Key = "site", Value = "BONN" }, labels));
        Assert.False(Requirements.Meets(new LabelRequirement { Key = "Site", Value = "Bonn" }, labels));
        Assert.True(
            Requirements.Meets(new LabelRequirement { Key = "limit", Operator = ConditionOperator.AtLeast, Value = "250.75" }, labels));
        Assert.False(
            Requirements.Meets(new LabelRequirement { Key = "limit", Operator = ConditionOperator.AtLeast, Value = "1000.01" }, labels));
        Assert.True(Requirements.Meets(new LabelRequirement { Key = "team", Operator = ConditionOperator.Absent }, labels));
        Assert.False(Requirements.Meets(new LabelRequirement { Key = "team", Value = "x" }, labels));
        foreach (var by in Enum.GetValues<ConditionOperator>().Where(
            o => o is not (ConditionOperator.Present
                or ConditionOperator.Absent
                or ConditionOperator.In
                or ConditionOperator.Contains
                or ConditionOperator.StartsWith)))
        {
            Assert.False(Requirements.Meets(new LabelRequirement { Key = "limit", Operator = by, Value = "10,000.00" }, labels));
            Assert.False(Requirements.Meets(new LabelRequirement { Key = "site", Operator = by, Value = "1200" }, labels));
            Assert.False(
                Requirements.Meets(new LabelRequirement { Key = "limit", Operator = by, Attribute = "attributes.amount" }, labels));
            Assert.False(Requirements.Meets(new LabelRequirement { Key = "none", Operator = by, Attribute = "attributes.amount" }, labels));
        }

        var skills = new Dictionary<string, int> { ["french"] = 40, ["new"] = 0 };
        Assert.True(Requirements.Meets(new SkillRequirement { Name = "french", Level = 40 }, skills));
        Assert.False(Requirements.Meets(new SkillRequirement { Name = "french", Level = 41 }, skills));
        Assert.True(Requirements.Meets(new SkillRequirement { Name = "german", Level = 90, Wished = true }, skills));
        Assert.True(Requirements.Meets(new SkillRequirement { Name = "new", Level = 0 }, skills));
        Assert.False(Requirements.Meets(new SkillRequirement { Name = "german", Level = 0 }, skills));
    }

    private static void Compare(IAttributeSource facts, string attribute, ConditionOperator by, string? value, bool holds) =>
        Assert.Equal(holds, ConditionRules.Holds(Of(attribute, by, value), facts));

    private static Condition Of(string attribute, ConditionOperator by, string? value) =>
        new() { Attribute = attribute, Operator = by, Value = value is null ? null : AttributeValueJson.From(JsonElement.Parse(value)) };

    private static string? ValueFor(ConditionOperator by) => by switch
    {
        ConditionOperator.Present or ConditionOperator.Absent => null,
        ConditionOperator.In => "[1,2]",
        ConditionOperator.StartsWith => "\"1\"",
        _ => "1",
    };

    private static IReadOnlyList<Refusal> Faults(Condition condition) =>
        SettingsCheck.Check(new QueueSettings { Name = new("q"), Workers = condition }, new TeamSettings());

    private static Condition Read(JsonElement json) => new()
    {
        Attribute = json.TryGetProperty("attribute", out var attribute) ? attribute.GetString() : null,
        Operator = json.TryGetProperty("operator", out var by)
            ? Enum.Parse<ConditionOperator>(by.GetString()!.Replace("-", "", StringComparison.Ordinal), true)
            : default,
        Value = json.TryGetProperty("value", out var value) ? AttributeValueJson.From(value) : null,
        All = Many(json, "all"),
        Any = Many(json, "any"),
        None = Many(json, "none"),
    };

    private static IReadOnlyList<Condition>? Many(JsonElement json, string name) =>
        json.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(Read)] : null;
}
