using System.Text;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Hosting;
using PresenceOfMind.Dispatch.Storage.Json;

namespace PresenceOfMind.Dispatch.Tests.Teams;

public sealed class TeamsFileTests
{
    [Fact]
    public void Members_that_are_left_out_have_their_defaults()
    {
        var team = Read("""{"help":{"workers":[{"contact":"ann@example.com"}],"queues":[{"name":"calls","mode":"offer"}]}}""")[new("help")];
        Assert.Equal(1, team.Workers[0].Capacity);
        Assert.Empty(team.Workers[0].Skills);
        Assert.Equal(
            (QueueMode.Offer, 30, "longest-idle"),
            (team.Queues[0].Mode, team.Queues[0].OfferSeconds, team.Queues[0].Strategy.Name));
        Assert.Equal(OverflowAction.Refuse, team.Queues[0].WhenFull.Action);
        Assert.Equal(60, team.Rules.RestSeconds);
        Assert.Empty(team.Calendars);
    }

    [Fact]
    public void All_kinds_of_members_are_read_and_written_back_the_same()
    {
        const string Text = """
            {"help":{
              "workers":[{"contact":"ann@example.com","skills":{"french":60},"labels":{"site":"Bonn"},"channels":{"call":1},"calendar":"office"}],
              "queues":[{"name":"calls","workers":{"any":[{"attribute":"skills.french","operator":"at-least","value":50},{"none":[{"attribute":"labels.site","operator":"in","value":["Bonn"]}]}]},
                "strategy":{"name":"tiers","by":"round-robin"},"whenFull":{"action":"webhook","url":"https://example.com/x"},"ageing":{"everySeconds":30},"serviceLevel":{"percent":90}}],
              "routes":[{"name":"r","queue":"calls","rules":[{"queue":"calls","labels":[{"key":"limit","operator":"at-least","attribute":"attributes.amount"}]}],"steps":[{"afterSeconds":60,"dropSkills":["french"]}]}],
              "calendars":[{"name":"office","timeZone":"Europe/Berlin","hours":[{"days":["monday","friday"],"from":"09:00","to":"17:30"}],"holidays":["2026-12-25"]}],
              "channels":[{"name":"call","states":["AVAILABLE","AWAY"],"exclusive":true}],
              "rules":{"takeBackOn":["UNAVAILABLE"],"calendar":"office"}}}
            """;
        var team = Read(Text)[new("help")];
        var written = DispatchJson.Write(team);
        Assert.Equal(written, DispatchJson.Write(StrictJson.Read<TeamSettings>(written)));
        Assert.Equal(new TimeOnly(17, 30), team.Calendars[0].Hours[0].To);
        Assert.Equal("french", team.Routes[0].Steps[0].DropSkills[0]);
    }

    [Theory]
    [InlineData("""{"help":{"queue":[]}}""", "help.queue", "There is no such member")]
    [InlineData("""{"help":{"queues":[{}]}}""", "help.queues[0].name", "is needed")]
    [InlineData("""{"help":{"queues":[{"name":"a","offerSeconds":"5"}]}}""", "help.queues[0].offerSeconds", "takes")]
    [InlineData("""{"help":{"queues":[{"name":"a","offerSeconds":0}]}}""", "help.queues[0].offerSeconds", "from 1 to 86400")]
    [InlineData("""{"help":{"queues":[null]}}""", "help.queues[0]", "takes")]
    [InlineData("""{"help":{"workers":null}}""", "help.workers", "takes")]
    [InlineData("""{"help":null}""", "help", "takes")]
    [InlineData("""{"help":{"workers":[{"contact":"ann@x","labels":{"site":null}}]}}""", "help.workers[0].labels.site", "takes")]
    [InlineData("""{"a b":{}}""", "a b", "A-Z")]
    [InlineData(
        """{"a":{"workers":[{"contact":"ann@x"}]},"b":{"workers":[{"contact":"sip:ANN@x"}]}}""",
        "b.workers[0].contact",
        "ann@x is a worker of team a")]
    public void What_is_wrong_is_told_by_team_and_member(string text, string path, string says)
    {
        var fault = Assert.Throws<JsonFaultException>(() => Read(text)).Faults[0];
        Assert.Equal(path, fault.Field);
        Assert.Contains(says, fault.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"help":""")]
    public void What_is_no_object_of_teams_is_said_to_be_none(string text) =>
        Assert.StartsWith("The file ", Assert.Throws<JsonFaultException>(() => Read(text)).Message, StringComparison.Ordinal);

    private static IReadOnlyDictionary<TeamName, TeamSettings> Read(string text) => TeamsFile.Read(Encoding.UTF8.GetBytes(text));
}
