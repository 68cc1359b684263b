using System.Net;
using System.Text;

namespace EndToEnd;

public sealed class AdminTests : IAsyncLifetime
{
    private readonly AdminServer _server = new();

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    [Fact]
    public async Task People_and_application_users_come_and_go_by_command_and_by_import()
    {
        Assert.Equal((0, ""), await _server.PomAsync("app-users", "add", "demo", "--password", "demo"));
        Assert.Equal((0, ""), await _server.PomAsync("people", "add", "joe", "--name", "Joe Adams"));
        await File.WriteAllTextAsync(
            Path.Combine(_server.Folder, "more.csv"),
            "user,name\nrita,\"Lund, Rita\"\njoe,Joe A.\n",
            TestContext.Current.CancellationToken);
        Assert.Equal((0, "1 added, 1 changed."), await _server.PomAsync("people", "import", "more.csv"));

        var (_, list) = await _server.PomAsync("people", "list", "--json");
        Assert.Equal(["""{"user":"joe","name":"Joe A."}""", """{"user":"rita","name":"Lund, Rita"}"""], list.Split('\n'));

        using var pws = new PwsUser(_server.Pws);
        await pws.SetAsync("AWAY", "rita");
        Assert.Equal((0, ""), await _server.PomAsync("people", "remove", "rita"));
        Assert.Equal((1, ""), await _server.PomAsync("people", "remove", "rita"));
        Assert.Equal("UNKNOWN", await pws.GetAsync("rita", "joe"));
    }

    [Fact]
    public async Task An_import_takes_headings_in_any_case_and_the_encoding_that_it_is_told()
    {
        await File.WriteAllBytesAsync(
            Path.Combine(_server.Folder, "old.csv"),
            Encoding.Latin1.GetBytes("User,NAME\nines,In\u00eas\n"),
            TestContext.Current.CancellationToken);
        Assert.Equal(1, (await _server.PomAsync("people", "import", "old.csv")).Code);
        Assert.Equal((0, "1 added, 0 changed."), await _server.PomAsync("people", "import", "old.csv", "--encoding", "windows-1252"));
        Assert.Equal("{\"user\":\"ines\",\"name\":\"In\u00eas\"}", (await _server.PomAsync("people", "list", "--json")).Output);
        Assert.Equal(2, (await _server.PomAsync("people", "import", "old.csv", "--encoding", "utf-9")).Code);

        await File.WriteAllTextAsync(Path.Combine(_server.Folder, "twice.csv"), "user,User\na,b\n", TestContext.Current.CancellationToken);
        Assert.Equal(1, (await _server.PomAsync("people", "import", "twice.csv")).Code);
    }

    [Fact]
    public async Task An_import_that_is_wrong_anywhere_takes_nothing_and_says_where()
    {
        using var answer = await _server.SendAsync("POST", "admin/people/import", """[{"user":"joe"},{"user":"a b"}]""");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("[1].user", await AdminServer.FieldAsync(answer));
        Assert.Equal("[]", await _server.Http.GetStringAsync("admin/people", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_phone_and_a_calendar_report_by_the_device_feed()
    {
        await _server.PomAsync("app-users", "add", "demo", "--password", "demo");
        await _server.PomAsync("people", "add", "joe");
        await _server.PomAsync("people", "add", "rita");
        using var pws = new PwsUser(_server.Pws);

        using var phone = await _server.SendAsync(
            "PUT",
            "admin/people/joe/devices/phone-1",
            """{"activity":"on-the-phone","kind":"phone","expiry":3600}""");
        Assert.Equal(HttpStatusCode.NoContent, phone.StatusCode);
        Assert.Equal("BUSY", await pws.GetAsync("joe"));

        using var many = await _server.SendAsync(
            "PUT",
            "admin/devices",
            """[{"user":"joe","tuple":"phone-1","clear":true},{"user":"joe","tuple":"chat","state":"AVAILABLE"},{"user":"rita","tuple":"calendar","activity":"meeting"}]""");
        Assert.Equal(HttpStatusCode.NoContent, many.StatusCode);
        Assert.Equal("AVAILABLE", await pws.GetAsync("joe"));
        Assert.Equal("BUSY", await pws.GetAsync("rita"));

        using var nothing = await _server.SendAsync("PUT", "admin/devices", "[]");
        Assert.Equal(HttpStatusCode.NoContent, nothing.StatusCode);
    }

    [Fact]
    public async Task An_activity_counts_however_it_is_spelled_and_a_device_has_one_name_in_a_path_and_in_a_list()
    {
        await _server.PomAsync("app-users", "add", "demo", "--password", "demo");
        await _server.PomAsync("people", "add", "joe");
        using var pws = new PwsUser(_server.Pws);
        await pws.SetAsync("AVAILABLE", "joe");

        using var call = await _server.SendAsync("PUT", "admin/people/joe/devices/SEP%2F1", """{"activity":" On-The-Phone "}""");
        Assert.Equal(HttpStatusCode.NoContent, call.StatusCode);
        Assert.Equal("BUSY", await pws.GetAsync("joe"));

        using var over = await _server.SendAsync("PUT", "admin/devices", """[{"user":"joe","tuple":"SEP/1","clear":true}]""");
        Assert.Equal(HttpStatusCode.NoContent, over.StatusCode);
        Assert.Equal("AVAILABLE", await pws.GetAsync("joe"));
    }

    [Theory]
    [InlineData("user,name\njoe,\"Joe\nrita,Rita\n", "Line 2 is not CSV; nothing was imported. Check its quotes.")]
    [InlineData(
        "user,name\nrita,Rita\njoe,Adams, Joe\n",
        "Line 3 has more fields than the first line has columns; nothing was imported. A comma in a field needs quotes around it.")]
    [InlineData(
        "user,name\njoe,Jo\u00EB\n",
        "Line 2 is not in UTF-8; nothing was imported. Save the file as UTF-8, or name its encoding, as Content-Type: text/csv; "
            + "charset=windows-1252 (pom people import: --encoding windows-1252).")]
    public async Task A_file_that_would_lose_part_of_itself_is_not_imported(string csv, string detail)
    {
        using var answer = await ImportAsync(csv, "text/csv");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(
            $"\"detail\":\"{detail}\"",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
        Assert.Equal("[]", await _server.Http.GetStringAsync("admin/people", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_file_is_read_in_the_encoding_that_it_names()
    {
        using var answer = await ImportAsync("user;name\r\njoe;Jo\u00EB\r\n\r\n", "text/csv; charset=windows-1252");
        Assert.Equal("""{"added":1,"changed":0}""", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal((0, """{"user":"joe","name":"Joë"}"""), await _server.PomAsync("people", "list", "--json"));
    }

    [Fact]
    public async Task Admin_is_closed_without_the_key_and_is_not_at_the_ports_of_PWS()
    {
        using var http = new HttpClient();
        using var closed = await http.GetAsync(new Uri(_server.Url + "admin/people"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, closed.StatusCode);
        using var absent = await http.GetAsync(
            new Uri(new Uri(_server.Pws.GetLeftPart(UriPartial.Authority)), "/admin/people"),
            TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, absent.StatusCode);
    }

    [Fact]
    public async Task An_operator_forces_the_load_and_reads_the_diagnosis()
    {
        using var forced = await _server.SendAsync("PUT", "admin/load", """{"forced":true}""");
        Assert.Equal("""{"busy":true,"forced":true}""", await forced.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        using var released = await _server.SendAsync("PUT", "admin/load", """{"forced":null}""");
        Assert.Contains(
            "\"forced\":null",
            await released.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
        Assert.Equal("[]", await _server.Http.GetStringAsync("admin/diagnosis", TestContext.Current.CancellationToken));
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task<HttpResponseMessage> ImportAsync(string csv, string type)
    {
        using var content = new ByteArrayContent(Encoding.Latin1.GetBytes(csv));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return await _server.Http.PostAsync("admin/people/import", content, TestContext.Current.CancellationToken);
    }
}
