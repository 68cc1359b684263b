using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Storage.Requests;

namespace PresenceOfMind.Dispatch.Tests.Teams;

/// <summary>What is remembered of requests outlives releases: both texts are pinned by files that are never written anew.</summary>
public sealed class RequestTextTests
{
    /// <summary>Commands of the product itself, which come with no key.</summary>
    private static readonly Type[] WithoutKey =
    [
        typeof(LoadTeam),
        typeof(ReportStandstill),
        typeof(AdvanceTime),
        typeof(OpenPresenceSource),
        typeof(LosePresenceSource),
        typeof(ReportPresence),
    ];

    public static TheoryData<string> Names => [.. RequestSamples.All.Select(s => s.Name)];

    /// <summary>Samples of commands that the first releases knew.</summary>
    public static TheoryData<string> FirstNames =>
        [.. RequestSamples.All.Where(s => RequestText.FirstFingerprint(s.Command) is not null).Select(s => s.Name)];

    /// <summary>Every type of command.</summary>
    public static TheoryData<Type> Commands =>
        [.. typeof(TeamCommand).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(TeamCommand)) && !t.IsAbstract)];

    [Theory]
    [MemberData(nameof(FirstNames))]
    public void A_request_that_the_first_releases_condensed_is_known_again(string name)
    {
        var (fingerprint, _) = Golden("first-requests.txt", name);

        Assert.Equal(fingerprint, RequestText.FirstFingerprint(Sample(name)));
        Assert.True(
            RequestText.Instance.IsSame(
                Sample(name) with { Key = "k", By = "bob@example.com", Actor = "key:bob", Expected = new(["1"]), Unwanted = new(["2"]) },
                fingerprint));
        Assert.All(RequestSamples.All.Where(s => s.Name != name), s => Assert.False(RequestText.Instance.IsSame(s.Command, fingerprint)));
    }

    [Fact]
    public void Each_request_of_the_first_releases_has_a_sample() => Assert.Equal(
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Teams", "first-requests.txt")).Count(l => l.Length > 0), FirstNames.Count);

    [Theory]
    [MemberData(nameof(Names))]
    public void The_text_of_a_request_stays_as_it_is(string name)
    {
        var (fingerprint, text) = Golden("requests.txt", name);

        Assert.Equal(text, RequestText.Format(Sample(name)));
        Assert.Equal(
            fingerprint,
            RequestText.Instance.Fingerprint(
                Sample(name) with { Key = "k", By = "bob@example.com", Actor = "key:bob", Expected = new(["1"]), Unwanted = new(["2"]) }));
        Assert.All(RequestSamples.All.Where(s => s.Name != name), s => Assert.False(RequestText.Instance.IsSame(s.Command, fingerprint)));
    }

    [Theory]
    [InlineData("configure", "first-start.txt")]
    [InlineData("configure-full", "first-start.txt")]
    [InlineData("configure", "starts.txt")]
    [InlineData("configure-full", "starts.txt")]
    public void Settings_of_an_earlier_start_are_known_again(string name, string file)
    {
        var settings = ((ConfigureTeam)Sample(name)).Settings;
        var (fingerprint, _) = Golden(file, name);

        Assert.True(RequestText.IsSame(settings, fingerprint));
        Assert.False(RequestText.IsSame(settings with { Rules = new() { SettleSeconds = 9 } }, fingerprint));
        Assert.Equal(Golden("starts.txt", name).Fingerprint, RequestText.Fingerprint(settings));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Whatever_a_command_says_stands_in_its_text(Type type)
    {
        Assert.True(
            WithoutKey.Contains(type) != CommandShapes.Knows(type),
            $"{type.Name} has no durable text: add a shape to CommandShapes (without a name of the first releases) and a sample to "
                + "RequestSamples. A command that never comes with an Idempotency-Key stands in WithoutKey.");
        if (!CommandShapes.Knows(type))
        {
            return;
        }

        Assert.Contains(RequestSamples.All, s => s.Command.GetType() == type);
        var filled = (TeamCommand)Filler.Fill(type);
        foreach (var (path, other) in Filler.EachOther(filled).Where(
            o => o.Path.Split('.', '[')[0]
                is not (nameof(TeamCommand.Key) or nameof(TeamCommand.By) or nameof(TeamCommand.Actor)
                    or nameof(TeamCommand.Expected) or nameof(TeamCommand.Unwanted))))
        {
            Assert.True(
                RequestText.Format(filled) != RequestText.Format((TeamCommand)other),
                $"{type.Name}.{path} is missing in the text of the command: add it in Requests/…Shapes.cs (without a name of the first "
                    + "releases), and a sample to RequestSamples.");
        }
    }

    [Theory]
    [InlineData("""{"a":1}""", """ { "a" : 1.0 } """)]
    [InlineData("""{"a":1000,"b":[{"x":1,"y":2}]}""", """{"b":[{"y":2e0,"x":0.1e1}],"a":1e3}""")]
    [InlineData("""{"a":0}""", """{"a":-0.0e5}""")]
    [InlineData("""{"é":"ü/"}""", """{"\u00e9":"\u00FC\/"}""")]
    [InlineData("""{"a":123456789012345678901234567890.5}""", """{"a":1234567890123456789012345678905e-1}""")]
    [InlineData("""{"a":1e400}""", """{"a":10E+399}""")]
    [InlineData("""{"a":1e-99999999999999999999}""", """{"a":0.1e-99999999999999999998}""")]
    [InlineData("""{"a":1E5}""", """{"a":100000}""")]
    [InlineData("""{"a":0.00120}""", """{"a":12e-4}""")]
    public void Attributes_in_another_spelling_are_the_same_request(string one, string other)
    {
        Assert.Equal(
            RequestText.Instance.Fingerprint(new AddTask(new("a"), "t", one)),
            RequestText.Instance.Fingerprint(new AddTask(new("a"), "t", other)));
        Assert.Equal(
            RequestText.Instance.Fingerprint(new ChangeTask(new("a"), null, one)),
            RequestText.Instance.Fingerprint(new ChangeTask(new("a"), null, other)));
    }

    [Theory]
    [InlineData("""{"a":1}""", """{"a":"1"}""")]
    [InlineData("""{"a":1}""", """{"a":10}""")]
    [InlineData("""{"a":1}""", """{"a":-1}""")]
    [InlineData("""{"a":1}""", """{"a":1.00000000000000000000000000001}""")]
    [InlineData("""{"a":[1,2]}""", """{"a":[2,1]}""")]
    [InlineData("""{"a":null}""", "{}")]
    [InlineData("""{"a":"b"}""", """{"a":"B"}""")]
    [InlineData("""{"a":"b"}""", """{"A":"b"}""")]
    [InlineData("{}", null)]
    [InlineData("null", null)]
    [InlineData("null", "\"null\"")]
    public void Other_attributes_are_another_request(string? one, string? other)
    {
        Assert.NotEqual(
            RequestText.Instance.Fingerprint(new ChangeTask(new("a"), null, one)),
            RequestText.Instance.Fingerprint(new ChangeTask(new("a"), null, other)));
        Assert.NotEqual(
            RequestText.Instance.Fingerprint(new AddTask(new("a"), "t", one)),
            RequestText.Instance.Fingerprint(new AddTask(new("a"), "t", other)));
    }

    [Fact]
    public void A_moment_is_the_same_in_another_zone_and_a_list_is_another_in_another_order()
    {
        var noon = new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

        Assert.Equal(Deadline(noon), Deadline(noon.ToOffset(TimeSpan.FromHours(5))));
        Assert.NotEqual(Deadline(noon), Deadline(noon.AddTicks(1)));
        Assert.NotEqual(Preferred("ann@example.com", "bob@example.com"), Preferred("bob@example.com", "ann@example.com"));
    }

    private static string Deadline(DateTimeOffset at) =>
        RequestText.Instance.Fingerprint(new AddTask(new("a"), "t", null) { Spec = new() { Deadline = at } });

    private static string Preferred(params string[] contacts) =>
        RequestText.Instance.Fingerprint(new AddTask(new("a"), "t", null)
        {
            Spec = new() { Preferred = [.. contacts.Select(contact => new Contact(contact))] },
        });

    private static TeamCommand Sample(string name) => RequestSamples.All.Single(s => s.Name == name).Command;

    private static (string Fingerprint, string Text) Golden(string file, string name)
    {
        var parts = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Teams", file)).Select(l => l.Split(' ', 3)).Single(
            p => p[0] == name);
        return (parts[1], parts.Length > 2 ? parts[2] : "");
    }
}
