using System.Net;
using Microsoft.Extensions.Logging;
using PresenceOfMind.App.Hosting;
using PresenceOfMind.App.Output;
using PresenceOfMind.App.Settings;
using PresenceOfMind.Protocol;
using PresenceOfMind.Server.Composing;
using PresenceOfMind.Server.Configuration;

namespace PresenceOfMind.App.Tests.Settings;

public sealed class SettingsReaderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void Nothing_said_is_the_defaults() => Assert.Equal(new PomSettings(), Read());

    [Fact]
    public void The_command_line_beats_the_environment_and_that_beats_the_file()
    {
        _folder.File("pom.json", """{ "port": 1001, "pwsHttpPort": 1002, "pwsHttpsPort": "1003" }""");

        var settings = Read(new() { ["--port"] = "3001" }, new() { ["POM_PORT"] = "2001", ["POM_PWS_HTTP_PORT"] = "2002" });

        Assert.Equal((3001, 2002, 1003), (settings.Port, settings.PwsHttpPort, settings.PwsHttpsPort));
    }

    [Fact]
    public void Settings_of_the_server_reach_its_options_and_leave_the_others()
    {
        _folder.File("pom.json", """{ "commonPorts": "80, 8080", "requestsPerSecond": 50, "loadThreshold": 60 }""");
        var options = new PresenceServerOptions();
        Read(new() { ["--redeliver"] = "on", ["--domains"] = "example.com" }, new() { ["POM_ANSWER_BUSY"] = "on" }).Server(options);

        Assert.Equal([80, 8080], options.CommonPorts.Order());
        Assert.Equal((50, 0.6, true), (options.Load.RequestsPerSecond, options.Load.Threshold, options.Load.AnswerBusy));
        Assert.True(options.Redeliver.Enabled);
        Assert.Equal(["example.com"], options.Domains);
        Assert.Equal("localhost", options.NodeName);
    }

    [Fact]
    public void A_setting_is_named_the_same_in_each_place()
    {
        var setting = Assert.Single(SettingTable.All, s => s.Name == "pws-http-port");
        Assert.Equal(("--pws-http-port", "POM_PWS_HTTP_PORT", "pwsHttpPort"), (setting.Option, setting.Variable, setting.Key));
    }

    [Theory]
    [InlineData("--port", "65536", "--port takes a port from 1 to 65535, or 0 for any free one, not \"65536\".")]
    [InlineData("--port", "", "--port takes a port")]
    [InlineData("--port", "-1", "--port takes a port")]
    [InlineData("--pws-https-port", "http", "--pws-https-port takes a port")]
    [InlineData("--address", "here", "--address takes an IP address")]
    [InlineData("--fail-over-after", "0", "--fail-over-after takes seconds from 1 to 3600")]
    [InlineData("--request-timeout", "3601", "--request-timeout takes seconds from 1 to 3600")]
    [InlineData("--fetch-interval", "0", "--fetch-interval takes seconds from 1 to 86400")]
    [InlineData("--fetch-interval", "86401", "--fetch-interval takes seconds from 1 to 86400")]
    [InlineData("--otlp-endpoint", "collector:4317", "--otlp-endpoint takes an absolute URL with http or https")]
    [InlineData("--log-level", "loud", "--log-level takes trace, debug, information, warning, error or none")]
    [InlineData("--log-level", "", "--log-level takes trace")]
    [InlineData("--log-level", "3", "--log-level takes trace")]
    [InlineData("--common-ports", "80,http", "--common-ports takes a list of ports separated by commas")]
    [InlineData("--forbidden-networks", "metadata", "--forbidden-networks takes a list of networks")]
    [InlineData("--redeliver", "maybe", "--redeliver takes on or off")]
    [InlineData("--load-threshold", "0", "--load-threshold takes a number from 1 to 100")]
    [InlineData("--requests-per-second", "0", "--requests-per-second takes a number from 1")]
    [InlineData(
        "--presence-rules", "loudest",
        "--presence-rules takes names from override, call-or-meeting, own, other-devices, each at most once")]
    [InlineData("--presence-rules", "own,own", "--presence-rules takes names")]
    [InlineData("--presence-rules", "", "--presence-rules takes names")]
    [InlineData("--presence-kinds", "fax", "--presence-kinds takes names from phone, chat, other")]
    [InlineData("--presence-kinds", "phone,-1", "--presence-kinds takes names")]
    [InlineData("--presence-activities", "meeting=UNKNOWN", "--presence-activities takes pairs such as")]
    [InlineData("--presence-activities", "meeting", "--presence-activities takes pairs such as")]
    [InlineData("--nodes", "a", "--nodes takes nodes as host=http-port/https-port separated by commas")]
    [InlineData("--nodes", "a=8082", "--nodes takes nodes")]
    [InlineData("--nodes", "a=8082/x", "--nodes takes nodes")]
    [InlineData("--nodes", "a|b=1/2", "--nodes takes nodes")]
    [InlineData("--nodes", "a=1/2,A=3/4", "--nodes takes nodes")]
    [InlineData("--nodes", "", "--nodes takes nodes")]
    [InlineData("--homes", "joe", "--homes takes users and their home nodes")]
    [InlineData("--homes", "joe=a,Joe=b", "--homes takes users and their home nodes")]
    [InlineData("--busy-as-away", "perhaps", "--busy-as-away takes on or off")]
    [InlineData("--certificate", "/no/such/file", "--certificate takes the path of a file that exists")]
    public void A_wrong_value_is_one_line_that_names_the_setting_and_what_it_takes(string option, string value, string message)
    {
        var error = Assert.Throws<UserException>(() => Read(new() { [option] = value }));

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, error.Code);
    }

    [Fact]
    public void A_wrong_value_in_the_environment_is_named_as_it_stands_there()
    {
        var error = Assert.Throws<UserException>(() => Read(environment: new() { ["POM_PORT"] = "x" }));
        Assert.StartsWith("POM_PORT takes", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "prot": 1 }""", "\"prot\" in")]
    [InlineData("""{ "port": true }""", "must be a text or a number")]
    [InlineData("""{ "port": 1, "port": 2 }""", "holds a setting twice")]
    [InlineData("""[ 1 ]""", "must hold one JSON object")]
    [InlineData("""{ "port": """, "is not JSON (line 1")]
    [InlineData("""{ "port": "x" }""", "\"port\" in")]
    public void A_wrong_file_is_refused_by_name(string text, string message)
    {
        _folder.File("pom.json", text);
        Assert.Contains(message, Assert.Throws<UserException>(() => Read()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_was_asked_for_must_be_there() =>
        Assert.Contains(
            "cannot be read",
            Assert.Throws<UserException>(() => Read(file: _folder.File("none.json"))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Values_are_read_as_what_they_mean()
    {
        var settings = Read(
            new() { ["--address"] = "0.0.0.0", ["--fetch-interval"] = "30", ["--log-level"] = "Debug", ["--data"] = _folder.Path });

        Assert.Equal(IPAddress.Any, settings.Address);
        Assert.Equal(TimeSpan.FromSeconds(30), settings.FetchInterval);
        Assert.Equal(LogLevel.Debug, settings.LogLevel);
        Assert.Equal(_folder.Path, settings.Data);
    }

    [Fact]
    public void The_presence_rules_are_read_as_what_they_mean()
    {
        var options = new PresenceServerOptions();
        Read(new()
        {
            ["--presence-rules"] = "own, override",
            ["--presence-kinds"] = "Phone",
            ["--presence-activities"] = "meeting=DND, lunch=away",
            ["--busy-as-away"] = "on",
        }).Server(options);

        var rules = options.PresenceRules;
        Assert.Equal(["own", "override"], rules.Order);
        Assert.Equal([DeviceKind.Phone], rules.Kinds);
        Assert.Equal(
            new Dictionary<string, PresenceState> { ["meeting"] = PresenceState.Dnd, ["lunch"] = PresenceState.Away },
            rules.Activities);
        Assert.True(rules.BusyAndVacationAsAway);
    }

    [Fact]
    public void Nodes_are_read_with_their_ports_and_told_with_an_unusual_one()
    {
        var settings = Read(
            new()
            {
                ["--nodes"] = "im1.example.com=8082/8083, 10.0.0.2=9082/9083,[::1]=0/9084,im4:443=1/2",
                ["--homes"] = "joe=im1.example.com",
            });

        Assert.Equal(["im1.example.com", "10.0.0.2:9083", "[::1]:9084", "im4:443"], settings.Nodes.Select(n => n.Told));
        Assert.Equal(["im1.example.com", "10.0.0.2", "[::1]", "im4"], settings.Nodes.Select(n => n.Host));
        Assert.Equal((9082, 9083), (settings.Nodes[1].HttpPort, settings.Nodes[1].HttpsPort));
        NodeSettings.Check(settings);
        var options = new PresenceServerOptions();
        options.Play(settings with { Homes = new Dictionary<string, string> { ["rita"] = "10.0.0.2" } });
        Assert.Equal("10.0.0.2:9083", options.Homes["rita"]);
    }

    [Fact]
    public void A_home_that_is_no_node_is_one_line()
    {
        var error = Assert.Throws<UserException>(
            () => NodeSettings.Check(Read(new() { ["--nodes"] = "a=0/0,b=0/0", ["--homes"] = "joe=c" })));
        Assert.Equal("the home of joe is \"c\", which is not one of the nodes: choose one of --nodes (a, b) in --homes.", error.Message);
    }

    [Theory]
    [InlineData("/data", "/data")]
    [InlineData("data", "/home/joe/.local/share")]
    [InlineData(null, "/home/joe/.local/share")]
    public void The_data_folder_follows_the_platforms_custom(string? variable, string expected) =>
        Assert.Equal(expected, DataFolderDefault.Xdg(variable, "/home/joe").Replace('\\', '/'));

    public void Dispose() => _folder.Dispose();

    private PomSettings Read(
        Dictionary<string, string>? commandLine = null, Dictionary<string, string>? environment = null, string? file = null) =>
        SettingsReader.Read(
            setting => commandLine?.GetValueOrDefault(setting.Option),
            variable => environment?.GetValueOrDefault(variable),
            _folder.Path,
            file);
}
