using System.Net;

namespace EndToEnd;

public sealed class ServerAloneTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pom-server-").FullName;

    [Fact]
    public async Task The_server_alone_knows_the_people_of_its_file_and_keeps_what_they_set()
    {
        var directory = Path.Combine(_folder, "who.json");
        await File.WriteAllTextAsync(
            directory,
            """{ "people": [{ "user": "joe", "name": "Joe" }, { "user": "rita" }], "appUsers": [{ "user": "demo", "password": "demo" }] }""",
            TestContext.Current.CancellationToken);
        var arguments = PomProcess.ServerArguments(Path.Combine(_folder, "data"), directory);

        await using (var server = PomProcess.Start(_folder, arguments))
        {
            using var pws = new PwsUser(await HttpOfAsync(server));
            await pws.SetAsync("AWAY", "joe", "rita");
            await server.KillAsync();
        }

        await using var again = PomProcess.Start(_folder, arguments);
        using var user = new PwsUser(await HttpOfAsync(again));
        Assert.Equal("AWAY", await user.GetAsync("joe"));
        Assert.Equal(HttpStatusCode.NotFound, (await user.SendAsync(HttpMethod.Get, "/", null)).Status);

        again.Interrupt();
        Assert.Equal(0, await again.EndAsync());
    }

    [Fact]
    public async Task A_directory_that_is_wrong_is_one_line()
    {
        var directory = Path.Combine(_folder, "who.json");
        await File.WriteAllTextAsync(directory, """{ "persons": [] }""", TestContext.Current.CancellationToken);

        var (code, _, error) = await PomProcess.RunAsync(_folder, PomProcess.ServerArguments(Path.Combine(_folder, "data"), directory));

        Assert.Equal(2, code);
        Assert.StartsWith(
            $"pom: --directory {directory} must be JSON like",
            Assert.Single(error.Trim().Split('\n')),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_directory_with_a_name_that_is_none_is_one_line_too()
    {
        var directory = Path.Combine(_folder, "who.json");
        await File.WriteAllTextAsync(directory, """{ "people": [{ "user": "a b" }] }""", TestContext.Current.CancellationToken);

        var (code, _, error) = await PomProcess.RunAsync(_folder, PomProcess.ServerArguments(Path.Combine(_folder, "data"), directory));

        Assert.Equal(2, code);
        Assert.StartsWith("pom: --directory: \"a b\" is not a user name", Assert.Single(error.Trim().Split('\n')), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<Uri> HttpOfAsync(PomProcess server)
    {
        var output = await server.UpAsync();
        return new Uri(
            output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).First(
                word => word.StartsWith("http://", StringComparison.Ordinal)));
    }
}
