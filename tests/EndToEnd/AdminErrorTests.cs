namespace EndToEnd;

public sealed class AdminErrorTests(AdminServer server) : IClassFixture<AdminServer>
{
    private readonly AdminServer _server = server;

    [Theory]
    [InlineData("PUT", "admin/people/joe", "{", 400, "")]
    [InlineData("PUT", "admin/people/joe", """{"nom":"Joe"}""", 400, "nom")]
    [InlineData("PUT", "admin/people/a%40b", "{}", 400, "user")]
    [InlineData("PUT", "admin/people/joe", """{"name":"Joe","name":"Jo"}""", 400, "name")]
    [InlineData("PUT", "admin/people/a%2Fb", "{}", 400, "user")]
    [InlineData("PUT", "admin/app-users/app", "{}", 400, "password")]
    [InlineData("PUT", "admin/app-users/app", """{"password":" secret"}""", 400, "password")]
    [InlineData("PUT", "admin/app-users/app", """{"password":"a\u0001b"}""", 400, "password")]
    [InlineData("DELETE", "admin/people/nobody", null, 404, null)]
    [InlineData("DELETE", "admin/people/a%40b", null, 404, null)]
    [InlineData("DELETE", "admin/app-users/a%40b", null, 404, null)]
    [InlineData("PUT", "admin/people/ann/blocked/demo%40localhost", null, 400, "watcher")]
    [InlineData("PUT", "admin/people/ann/blocked/a%7Cb", null, 400, "watcher")]
    [InlineData("PUT", "admin/people/nobody/devices/phone", """{"state":"AWAY"}""", 404, null)]
    [InlineData("PUT", "admin/people/ann/devices/phone", """{"state":"ASLEEP"}""", 400, "state")]
    [InlineData("PUT", "admin/people/ann/devices/phone", """{}""", 400, "state")]
    [InlineData("PUT", "admin/people/ann/devices/phone", """{"state":"AWAY","expiry":0}""", 400, "expiry")]
    [InlineData("PUT", "admin/people/ann/devices/phone", """{"state":"AWAY","expiresAt":"2001-01-01T00:00:00Z"}""", 400, "expiresAt")]
    [InlineData("PUT", "admin/people/ann/devices/phone", """{"state":"AWAY","kind":"-1"}""", 400, "kind")]
    [InlineData("PUT", "admin/people/ann/devices/phone", """{"state":"AWAY","kind":"phone,chat"}""", 400, "kind")]
    [InlineData("PUT", "admin/people/ann/devices/phone", """{"activity":"training"}""", 400, "state")]
    [InlineData(
        "PUT",
        "admin/devices",
        """[{"user":"ann","tuple":"a","state":"AWAY"},{"user":"nobody","tuple":"a","state":"AWAY"}]""",
        400,
        "[1].user")]
    [InlineData("PUT", "admin/devices", """[{"user":"ann"}]""", 400, "[0].tuple")]
    [InlineData("PUT", "admin/nodes/localhost", "{}", 400, "up")]
    [InlineData("PUT", "admin/nodes/nowhere", """{"up":false}""", 404, null)]
    [InlineData("PUT", "admin/load", """{"forced":"yes"}""", 400, "forced")]
    public async Task A_wrong_request_names_the_field_and_changes_nothing(
        string method, string path, string? body, int status, string? field)
    {
        await _server.PomAsync("people", "add", "ann");
        await _server.PomAsync("app-users", "add", "demo", "--password", "demo");

        using var answer = await _server.SendAsync(method, path, body);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(field, await AdminServer.FieldAsync(answer));
        using var pws = new PwsUser(_server.Pws);
        Assert.Equal("UNAVAILABLE", await pws.GetAsync("ann"));
        Assert.Equal(
            """[{"user":"ann","name":"ann"}]""",
            await _server.Http.GetStringAsync("admin/people", TestContext.Current.CancellationToken));
    }
}
