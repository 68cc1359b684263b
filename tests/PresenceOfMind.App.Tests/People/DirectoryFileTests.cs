using PresenceOfMind.App.Output;
using PresenceOfMind.App.People;

namespace PresenceOfMind.App.Tests.People;

public sealed class DirectoryFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void People_and_application_users_are_read()
    {
        var read = DirectoryFile.Read(
            _folder.File(
                "who.json",
                """{ "people": [{ "user": "joe", "name": "Joe" }, { "user": "rita" }], "appUsers": [{ "user": "app", "password": "secret" }] }"""));

        Assert.Equal([new("joe", "Joe"), new("rita")], read.People);
        Assert.Equal([new("app", "secret")], read.AppUsers);
    }

    [Fact]
    public void What_a_file_leaves_out_is_empty()
    {
        var people = DirectoryFile.Read(_folder.File("people.json", """{ "people": [{ "user": "joe" }] }"""));
        var apps = DirectoryFile.Read(_folder.File("apps.json", """{ "appUsers": [{ "user": "app", "password": "secret" }] }"""));

        Assert.Equal("joe", Assert.Single(people.People).User);
        Assert.Empty(people.AppUsers);
        Assert.Empty(apps.People);
        Assert.Equal("app", Assert.Single(apps.AppUsers).User);
    }

    [Theory]
    [InlineData("""{ "people": [null] }""")]
    [InlineData("""{ "appUsers": [null] }""")]
    [InlineData("""{ "people": [{ "user": "app" }], "appUsers": [{ "user": "APP", "password": "secret" }] }""")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{ "persons": [] }""")]
    [InlineData("""{ "people": [{ "name": "Joe" }] }""")]
    [InlineData("""{ "people": [{ "user": "" }] }""")]
    [InlineData("""{ "appUsers": [{ "user": "app" }] }""")]
    [InlineData("""{ "appUsers": null }""")]
    public void Another_file_is_one_line_that_shows_the_form(string text)
    {
        var path = _folder.File("who.json", text);
        Assert.StartsWith(
            $"--directory {path} must be JSON like {{ \"people\"",
            Assert.Throws<UserException>(() => DirectoryFile.Read(path)).Message,
            StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
