using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Pidf;
using PresenceOfMind.Protocol.Rest;
using PresenceOfMind.Server.Presence;
using PresenceOfMind.Server.Tests.Rest;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Server.Tests.Presence;

/// <summary>Rich presence over REST: what is set is composed, kept and given back.</summary>
public sealed class RichTests : IAsyncLifetime
{
    private const string Phone = """
        <presence entity="sip:rita@localhost">
          <person id="rita"><activities><on-the-phone/></activities><note>Back at two</note><class>manual</class></person>
          <display-name>Rita R.</display-name>
          <tuple id="desk-phone">
            <source>Presence Web Service</source>
            <servcaps><audio>true</audio></servcaps>
            <model>CP-8845</model><user-input>active</user-input>
            <contact priority="0.8">sip:1234@localhost</contact>
            <status><basic>open</basic></status>
          </tuple>
        </presence>
        """;

    private PwsTestServer _server = null!;
    private CallbackListener _listener = null!;
    private string _app = "";
    private string _joe = "";
    private string _rita = "";

    public async ValueTask InitializeAsync()
    {
        _server = await PwsTestServer.StartAsync();
        _listener = await CallbackListener.StartAsync();
        _app = await _server.LogInAppAsync();
        _joe = await _server.LogInAsync("joe", _app);
        _rita = await _server.LogInAsync("rita", _app);
    }

    public async ValueTask DisposeAsync()
    {
        await _listener.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_phone_off_hook_is_BUSY_and_what_it_said_is_given_back()
    {
        await SetAsync(Phone);
        Assert.Equal("BUSY", (await _server.PollAsync("joe", _joe, "rita@localhost"))["rita@localhost"]);

        var rita = await PollAsync("Rita@localhost");
        Assert.Equal("sip:Rita@localhost", rita.Entity);
        Assert.Equal("on-the-phone", rita.Person!.Activities[0].Name);
        Assert.Equal(("manual", "Back at two", "Rita R."), (rita.Person.Class, rita.Person.Notes[0].Text, rita.DisplayName));
        var tuple = Assert.Single(rita.Tuples);
        Assert.Equal(("desk-phone", "CP-8845", "active", true), (tuple.Id, tuple.Model, tuple.UserInput, tuple.IsOpen));
        Assert.Equal(("sip:1234@localhost", "0.8", true, false), (tuple.Contact, tuple.ContactPriority, tuple.HasAudio, tuple.HasText));
    }

    [Fact]
    public async Task A_meeting_on_a_device_is_BUSY_until_it_is_cleared()
    {
        await _server.SetAsync("rita", _rita, "AVAILABLE");
        await SetAsync(Phone.Replace("on-the-phone", "meeting"));
        Assert.Equal("meeting", (await PollAsync("rita@localhost")).Person!.Activities[0].Name);
        await SetAsync("<presence><person><activities><clear/></activities></person><tuple id=\"desk-phone\"/></presence>");
        Assert.Equal("AVAILABLE", (await _server.PollAsync("joe", _joe, "rita@localhost"))["rita@localhost"]);
    }

    [Fact]
    public async Task Who_is_UNAVAILABLE_may_say_why()
    {
        await SetAsync(
            "<presence><person><activities><unavailable/></activities><note>On a plane</note></person><tuple "
                + "id=\"cisco-pws\"><source>Presence Web Service</source></tuple></presence>");
        var rita = await PollAsync("rita@localhost");
        Assert.Equal((PresenceState.Unavailable, "On a plane"), (rita.State, rita.Person!.Notes[0].Text));
    }

    [Theory]
    [InlineData("<activities><available/><user-input>idle</user-input></activities>", "AWAY")]
    [InlineData("<activities><available/></activities>", "AVAILABLE")]
    [InlineData("<activities><lunch/></activities>", "AWAY")]
    [InlineData("<activities><busy/><user-input>idle</user-input></activities>", "BUSY")]
    [InlineData("<activities><available/><on-the-phone/></activities>", "BUSY")]
    [InlineData("<activities><away/><available/></activities>", "AWAY")]
    [InlineData("<activities><available/><away/></activities>", "AWAY")]
    [InlineData("<activities><vacation/><available/></activities>", "VACATION")]
    [InlineData("<activities><dnd/><on-the-phone/></activities>", "BUSY")]
    [InlineData("", "AVAILABLE")]
    public async Task What_a_document_says_is_a_state(string activities, string state)
    {
        await SetAsync(
            $"<presence><person>{activities}</person><tuple id=\"pc\"><source>Presence Web "
                + "Service</source><status><basic>open</basic></status></tuple></presence>");
        Assert.Equal(state, (await _server.PollAsync("joe", _joe, "rita@localhost"))["rita@localhost"]);
        Assert.Equal(state, (await PollAsync("rita@localhost")).State?.ToWire());
    }

    [Theory]
    [InlineData("available", "on-the-phone", "BUSY", "on-the-phone")]
    [InlineData("on-the-phone", "available", "BUSY", "on-the-phone")]
    [InlineData("available", "meeting", "BUSY", "meeting")]
    [InlineData("away", "busy", "BUSY", "busy")]
    [InlineData("juggling", "away", "AWAY", "away")]
    public async Task All_activities_count_and_are_given_back_the_deciding_one_in_front(
        string one, string other, string state, string deciding)
    {
        var activities = $"<activities><{one}/><{other}/></activities>";
        await SetAsync(
            $"<presence><person>{activities}</person><tuple id=\"pc\"><source>Presence Web "
                + "Service</source><status><basic>open</basic></status></tuple></presence>");
        Assert.Equal(state, (await _server.PollAsync("joe", _joe, "rita@localhost"))["rita@localhost"]);

        var rita = await PollAsync("rita@localhost");
        Assert.Equal(state, rita.State!.Value.ToWire());
        Assert.Equal(deciding, rita.Person!.Activities[0].Name);
        Assert.Equal(new[] { one, other }.Order(), rita.Person.Activities.Select(a => a.Name).Order());
    }

    [Fact]
    public async Task DND_in_the_status_of_a_tuple_counts()
    {
        const string Dnd = """
            <presence><person><activities><available/></activities></person><tuple id="pws-override">
            <status><basic>open</basic><dnd xmlns="urn:cisco:params:xml:ns:pidf:ext"/></status></tuple></presence>
            """;
        Assert.Equal(0, await TrySetAsync(Dnd, true));
        Assert.Equal("DND", (await _server.PollAsync("joe", _joe, "rita@localhost"))["rita@localhost"]);
        Assert.Equal(PresenceState.Dnd, (await PollAsync("rita@localhost")).State);
        var device = Dnd.Replace("pws-override\">", "desk-phone\"><source>Presence Web Service</source>", StringComparison.Ordinal);
        Assert.Equal(122, await TrySetAsync(device, false));
    }

    [Theory]
    [InlineData("pws-override", true, 0)]
    [InlineData("pws-persistent", true, 0)]
    [InlineData("cisco-pws", true, 161)]
    [InlineData("cisco-pws", false, 162)]
    public async Task An_override_needs_its_tuple_and_a_device_its_source(string tuple, bool asOverride, int code)
    {
        var document =
            $"<presence><person><activities><available/></activities></person><tuple id=\"{tuple}\"><status/></tuple></presence>";
        Assert.Equal(code, await TrySetAsync(document, asOverride));
    }

    [Theory]
    [InlineData("<presence><tuple id=\"a\"><source>Presence Web Service</source></tuple></presence>", 120)]
    [InlineData(
        "<presence><person><activities><unknown/></activities></person><tuple id=\"a\"><source>Presence Web "
            + "Service</source></tuple></presence>",
        120)]
    [InlineData(
        "<presence><person><activities><dnd/></activities></person><tuple id=\"a\"><source>Presence Web "
            + "Service</source></tuple></presence>",
        122)]
    [InlineData("<presence><person>", 102)]
    [InlineData("<person/>", 103)]
    public async Task A_document_that_says_nothing_to_be_set_is_refused(string document, int code)
    {
        Assert.Equal(code, await TrySetAsync(document, false));
        Assert.Equal("UNAVAILABLE", (await _server.PollAsync("joe", _joe, "rita@localhost"))["rita@localhost"]);
    }

    [Fact]
    public async Task A_rich_fetch_shows_what_was_announced_and_opens_the_latch()
    {
        await _server.SubscribeAsync(
            "joe", _joe, await _server.RegisterAsync(_app, _listener.Url), "rita@localhost", "sip:nobody@localhost", "ann@example.org");
        await _listener.NextAsync();
        var first = await FetchAsync();
        Assert.Equal(["sip:rita@localhost", "sip:nobody@localhost", "sip:ann@example.org"], first.Select(d => d.Entity!));
        Assert.Equal(["UNAVAILABLE", "UNKNOWN", "UNKNOWN"], first.Select(d => d.State!.Value.ToWire()));

        await SetAsync(Phone);
        await _listener.NextAsync();
        Assert.Equal("on-the-phone", (await FetchAsync())[0].Person!.Activities[0].Name);

        await SetAsync(Phone.Replace("Back at two", "Back at three"));
        await _listener.NextAsync();
        await SetAsync(Phone.Replace("Back at two", "Back at three"));
        Assert.Equal("Back at three", (await FetchAsync())[0].Person!.Notes[0].Text);
        Assert.Equal(0, _listener.Waiting);
    }

    [Fact]
    public async Task What_a_basic_set_says_is_a_tuple_of_the_web_service()
    {
        await _server.SetAsync("rita", _rita, "DND", asOverride: true);
        var tuple = Assert.Single((await PollAsync("rita@localhost")).Tuples);
        Assert.Equal(("pws-override", "Presence Web Service", true), (tuple.Id, tuple.Source, tuple.HasText));
    }

    [Fact]
    public async Task Rich_presence_and_blocked_watchers_survive_a_restart()
    {
        var visibility = _server.Services.GetRequiredService<IVisibility>();
        await SetAsync(Phone);
        Assert.True(await visibility.BlockAsync("Rita", "Carlotta"));
        var carlotta = await _server.LogInAsync("carlotta", _app);
        await _server.StopAsync();
        await _server.StartAsync();

        Assert.Equal("CP-8845", Assert.Single((await PollAsync("rita@localhost")).Tuples).Model);
        Assert.Equal("UNAVAILABLE", (await _server.PollAsync("carlotta", carlotta, "rita@localhost"))["rita@localhost"]);
        Assert.Equal(["carlotta"], await _server.Services.GetRequiredService<IVisibility>().ListBlockedAsync("rita"));
    }

    [Fact]
    public async Task Who_is_blocked_is_told_so_and_then_hears_nothing_until_let_in()
    {
        var visibility = _server.Services.GetRequiredService<IVisibility>();
        await _server.SetAsync("rita", _rita, "BUSY");
        await _server.SubscribeAsync("joe", _joe, await _server.RegisterAsync(_app, _listener.Url), "rita@localhost");
        await _listener.NextAsync();
        Assert.Equal("BUSY", (await _server.FetchAsync("joe", _joe, 1))["rita@localhost"]);

        await visibility.BlockAsync("rita", "joe");
        await _listener.NextAsync();
        Assert.Equal("UNAVAILABLE", (await _server.FetchAsync("joe", _joe, 1))["rita@localhost"]);

        await _server.SetAsync("rita", _rita, "AWAY");
        await visibility.UnblockAsync("rita", "joe");
        await _listener.NextAsync();
        Assert.Equal("AWAY", (await _server.FetchAsync("joe", _joe, 1))["rita@localhost"]);
        Assert.Equal(0, _listener.Waiting);
    }

    [Fact]
    public async Task A_rich_list_repeats_the_contacts_in_a_presence_list()
    {
        using var answer = await _server.SendAsync("GET", "/users/joe/presence/rich/contacts/rita@localhost;joe@127.0.0.1", _joe);
        var list = XElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("presenceList", list.Name.ToString());
        Assert.Equal(["sip:rita@localhost", "sip:joe@127.0.0.1"], list.Elements().Select(e => e.Attribute("entity")!.Value));
    }

    private async Task SetAsync(string document) => Assert.Equal(0, await TrySetAsync(document, false));

    private async Task<int> TrySetAsync(string document, bool asOverride)
    {
        using var answer = await _server.SendAsync(
            "PUT", "/users/rita/presence/rich", _rita, document, Life.Hour, $"Presence-Override: {(asOverride ? "true" : "false")}");
        return RestAnswers.TryReadError(await answer.Content.ReadAsByteArrayAsync(), out var error) ? (int)error.Code : 0;
    }

    private async Task<PidfDocument> PollAsync(string contact) => Assert.Single(await DocumentsAsync("contacts/" + contact));

    private Task<IReadOnlyList<PidfDocument>> FetchAsync() => DocumentsAsync("subscriptions/1");

    private async Task<IReadOnlyList<PidfDocument>> DocumentsAsync(string what)
    {
        using var answer = await _server.SendAsync("GET", "/users/joe/presence/rich/" + what, _joe);
        Assert.Equal(200, (int)answer.StatusCode);
        return RestAnswers.ReadRichList(await answer.Content.ReadAsByteArrayAsync());
    }
}
