using System.Text;
using PresenceOfMind.App.Output;
using PresenceOfMind.App.SetUp;

namespace PresenceOfMind.App.Tests.SetUp;

public sealed class SetUpFolderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void The_files_are_read_as_the_published_programs_have_them()
    {
        _folder.File(
            "serverparams.json",
            """{ "params" : [ { "SERVER": "imp.example.com", "USERNAME": "<Admin>", "HOST": " 10.0.0.5 " } ] }""");
        _folder.File("appuser.json", """{"params":[{"USERNAME":"app","PASSWD":"se<cret>"}]}""");
        _folder.File("enduser.json", """{"params":[{"USERNAME":"old"},{"USERNAME":"joe","CONTACT":"rita"}]}""");
        _folder.File("contacts.list", """[ "carlotta", "reed@example.com", ]""");
        var read = new SetUpFolder(_folder.Path);
        Assert.Equal(
            ("imp.example.com", "10.0.0.5", "app", "se<cret>", "joe"),
            (read.Server, read.Host, read.AppUser, read.Password, read.EndUser));
        Assert.Equal(["carlotta", "reed@example.com"], read.Contacts);
    }

    [Theory]
    [InlineData(
        """{"params":[{"SERVER":"<your server>"}]}""",
        """serverparams.json still has the placeholder "<your server>" for SERVER: put the name or address of the IM&P node there.""")]
    [InlineData(
        """{"params":[{"SERVER":"server"}]}""",
        """serverparams.json still has the placeholder "server" for SERVER: put the name or address of the IM&P node there.""")]
    [InlineData(
        """{"params":[{"SERVER":"…"}]}""",
        """serverparams.json still has the placeholder "…" for SERVER: put the name or address of the IM&P node there.""")]
    [InlineData(
        """{"params":[{"SERVER":"your-server"}]}""",
        """serverparams.json still has the placeholder "your-server" for SERVER: put the name or address of the IM&P node there.""")]
    [InlineData(
        """{"params":[{"SERVER":" "}]}""",
        "serverparams.json does not say SERVER: put the name or address of the IM&P node there, like ")]
    [InlineData("""{"params":[{"SERVER":7}]}""", "serverparams.json does not say SERVER: ")]
    [InlineData("""{"params":[{"HOST":"x"}]}""", "serverparams.json does not say SERVER: ")]
    [InlineData("""{"params":{"SERVER":"x"}}""", """serverparams.json has no list "params": it must look like {"params":[{"SERVER":""")]
    [InlineData("""["x"]""", """serverparams.json has no list "params": """)]
    [InlineData("{", "serverparams.json is not JSON (line 1, column 2): it must look like ")]
    [InlineData(
        null,
        "serverparams.json is not in this folder: put {\"params\":[{\"SERVER\":\"the IM&P node\",\"HOST\":\"this machine, as the node "
            + "reaches it\"}]} there, or give --server.")]
    public void What_is_wrong_is_one_line_that_says_what_to_put_where(string? text, string said)
    {
        _folder.File("serverparams.json", text);
        var error = Assert.Throws<UserException>(() => new SetUpFolder(_folder.Path).Server);
        Assert.Equal(ExitCode.Usage, error.Code);
        Assert.StartsWith(said, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData("[]", "contacts.list names nobody: put the names of the people to watch there, like ")]
    [InlineData("""["joe", 7]""", "contacts.list is not a list of names: it must look like ")]
    [InlineData("""["joe", ""]""", "contacts.list is not a list of names: it must look like ")]
    [InlineData("""{"joe":1}""", "contacts.list is not a list of names: it must look like ")]
    [InlineData("""["joe", "<name>"]""", "contacts.list still has the placeholder \"<name>\": ")]
    [InlineData(
        """["joe", "rita reed"]""",
        "contacts.list contains \"rita reed\", which cannot be a contact: put the names of the people to watch there, like ")]
    [InlineData("""["joe@a@b"]""", "contacts.list contains \"joe@a@b\", which cannot be a contact: ")]
    [InlineData(null, "contacts.list is not in this folder: put [\"joe\",\"rita@example.com\"] there, or give the names to the command.")]
    public void A_contact_list_that_is_wrong_is_one_line(string? text, string said)
    {
        _folder.File("contacts.list", text);
        Assert.StartsWith(
            said,
            Assert.Throws<UserException>(() => new SetUpFolder(_folder.Path).Contacts).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void A_file_may_begin_with_the_mark_of_its_encoding_as_some_editors_write_it(string encoding)
    {
        File.WriteAllText(Path.Combine(_folder.Path, "contacts.list"), "[\"zoë\",\r\n\"joe\"]\r\n", Encoding.GetEncoding(encoding));
        Assert.Equal(["zoë", "joe"], new SetUpFolder(_folder.Path).Contacts);
    }

    [Fact]
    public void A_file_in_another_encoding_is_one_line()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "contacts.list"), """["zoë"]""", Encoding.Latin1);
        var error = Assert.Throws<UserException>(() => new SetUpFolder(_folder.Path).Contacts);
        Assert.Equal("contacts.list cannot be read: it is not UTF-8. Save it as UTF-8.", error.Message);
    }

    [Fact]
    public void A_session_of_another_key_holds_nothing_of_what_the_one_before_held()
    {
        var (app, user) = (new StoredSession(new Uri("http://node"), "app", "1"), new StoredSession(new Uri("http://node"), "joe", "2"));
        var state = new SetUpState
        {
            App = app,
            EndUser = user,
            Endpoints = [new(1, new Uri("http://here"), DateTimeOffset.UnixEpoch)],
            Subscriptions = [new(1, 1, 2, DateTimeOffset.UnixEpoch)],
        };
        Assert.Same(state.Subscriptions, state.With(app, user).Subscriptions);
        Assert.Equal((app, user), (state.With(app, null).App, state.With(app, null).EndUser));
        Assert.Same(state.Endpoints, state.With(app, user with { Key = "3" }).Endpoints);
        Assert.Same(
            state.Subscriptions,
            state.With(app with { Server = new Uri("https://node") }, user with { Server = new Uri("https://node") }).Subscriptions);
        Assert.Empty(state.With(app, user with { Key = "3" }).Subscriptions);
        Assert.Empty(state.With(app with { Key = "3" }, user).Endpoints);
        Assert.Null(state.With(app with { Key = "3" }, null).EndUser);
    }

    [Theory]
    [InlineData("imp.example.com", "http://imp.example.com:8082/")]
    [InlineData("10.0.0.5:9082", "http://10.0.0.5:9082/")]
    [InlineData("https://imp.example.com", "https://imp.example.com:8083/")]
    [InlineData("http://imp.example.com:80", "http://imp.example.com/")]
    [InlineData("fe80::1", "http://[fe80::1]:8082/")]
    [InlineData("http://imp.example.com:8082/presence-service", "http://imp.example.com:8082/presence-service")]
    [InlineData("ftp://imp", null)]
    [InlineData("not a host", null)]
    [InlineData("", null)]
    public void A_node_is_named_with_or_without_its_port(string text, string? url) =>
        Assert.Equal(url, NodeAddress.OfNode(text, https: false, null)?.ToString());

    [Fact]
    public void A_scheme_and_a_port_that_are_wished_count_where_none_is_written()
    {
        Assert.Equal("https://imp:8083/", NodeAddress.OfNode("imp", https: true, null)?.ToString());
        Assert.Equal("https://imp:9/", NodeAddress.OfNode("imp", https: true, 9)?.ToString());
        Assert.Equal("http://imp:8/", NodeAddress.OfNode("imp:8", https: false, 9)?.ToString());
        Assert.Equal("http://10.0.0.5:8080/pws", NodeAddress.OfEndpoint("10.0.0.5", 8080, "/pws")?.ToString());
        Assert.Equal("http://10.0.0.5:82/pws", NodeAddress.OfEndpoint("10.0.0.5:82", 8080, "/pws")?.ToString());
        Assert.Null(NodeAddress.OfEndpoint("https://10.0.0.5", 8080, "/pws"));
    }

    public void Dispose() => _folder.Dispose();
}
