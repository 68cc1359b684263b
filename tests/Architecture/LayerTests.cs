using Mono.Cecil;

namespace PresenceOfMind.Architecture;

/// <summary>
/// The three layers are kinds of file, and so of type: a name's ending says what it is. What has none of these
/// endings is a state machine or plain data, and knows no engine, no web, no database, no clock and no files.
/// </summary>
public sealed class LayerTests
{
    private static readonly string[] Wiring = ["Hosting", "Extensions", "Service"];

    private static readonly string[] MayKnowOrleans = [.. Wiring, "Grain", "Message", "Reply", "Surrogate", "Converter"];

    private static readonly string[] MayKnowDatabase = [.. Wiring, "Grain", "Shell", "Rows", "Migrations"];

    private static readonly string[] MayKnowWeb = [.. Wiring, "Routes", "Middleware"];

    private static readonly string[] MayKnowNetwork = [.. Wiring, "Client", "Transport", "Watcher", "Sender", "Routes", "Middleware", "Listener"];

    // What a client trusts is read from files, and read again when they were replaced.
    private static readonly string[] MayWait = [.. MayKnowNetwork, "Grain", "Rows", "Certificates"];

    public static TheoryData<string> Projects =>
    [
        "PresenceOfMind.Protocol",
        "PresenceOfMind.Server",
        "PresenceOfMind.Client",
        "PresenceOfMind.Client.AspNetCore",
        "PresenceOfMind.Dispatch",
    ];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Only_grains_and_their_messages_know_the_engine(string project) =>
        Refuse(project, MayKnowOrleans, "Orleans.", "PresenceOfMind.Engine.Grains.");

    [Theory]
    [MemberData(nameof(Projects))]
    public void Only_rows_and_grains_know_the_database(string project) =>
        Refuse(project, MayKnowDatabase, "Microsoft.Data.Sqlite.", "Npgsql.", "Dapper.", "System.Data.", "PresenceOfMind.Engine.Storage.");

    [Theory]
    [MemberData(nameof(Projects))]
    public void Only_edges_know_the_web(string project) =>
        Refuse(project, MayKnowWeb, "Microsoft.AspNetCore.");

    [Theory]
    [MemberData(nameof(Projects))]
    public void Only_edges_open_connections(string project) =>
        Refuse(project, MayKnowNetwork, "System.Net.Http.", "System.Net.Sockets.");

    [Theory]
    [MemberData(nameof(Projects))]
    public void Machines_have_no_files_no_threads_and_no_clock_of_their_own(string project) =>
        Refuse(
            project,
            MayWait,
            "System.IO.File",
            "System.IO.Directory",
            "System.Threading.Thread",
            "System.Threading.Timer",
            "System.Threading.Tasks.Task::Delay",
            "System.Threading.Tasks.Task::Run",
            "System.DateTime::get_Now",
            "System.DateTime::get_UtcNow",
            "System.DateTimeOffset::get_Now",
            "System.DateTimeOffset::get_UtcNow",
            "System.Random::get_Shared",
            "System.Guid::NewGuid");

    [Theory]
    [MemberData(nameof(Projects))]
    public void Xml_is_known_to_the_protocol_alone(string project)
    {
        if (project != "PresenceOfMind.Protocol")
        {
            Refuse(project, [], "System.Xml.");
        }
    }

    [Fact]
    public void A_project_knows_none_that_comes_later()
    {
        foreach (var (project, allowed) in House.MayKnow)
        {
            using var assembly = House.Read(project);
            var known = assembly.MainModule.AssemblyReferences.Select(r => r.Name).Where(House.MayKnow.ContainsKey);
            Assert.Empty(known.Except(allowed).Select(other => $"{project} knows {other}"));
        }
    }

    [Fact]
    public void The_client_library_needs_neither_the_engine_nor_the_web()
    {
        using var assembly = House.Read("PresenceOfMind.Client");
        Assert.DoesNotContain(
            assembly.MainModule.AssemblyReferences,
            r => r.Name.StartsWith("Orleans", StringComparison.Ordinal) || r.Name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
    }

    [Fact]
    public void Grains_are_seen_where_they_are_and_machines_where_they_break_the_rule()
    {
        // The check itself must be able to fail: a grain, taken for a machine, breaks the rule.
        using var assembly = House.Read("PresenceOfMind.Server");
        var grains = House.Written(assembly).Where(t => House.Name(t).EndsWith("Grain", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(grains);
        Assert.All(grains, g => Assert.NotEmpty(Breaches(g, ["Orleans.", "PresenceOfMind.Engine.Grains."])));
    }

    private static void Refuse(string project, string[] allowedEndings, params string[] forbidden)
    {
        using var assembly = House.Read(project);
        var breaches = House.Written(assembly)
            .Where(t => !allowedEndings.Any(e => House.Name(t).EndsWith(e, StringComparison.Ordinal)))
            .SelectMany(t => Breaches(t, forbidden).Select(use => $"{t.FullName} uses {use}"));
        Assert.Empty(breaches);
    }

    private static IEnumerable<string> Breaches(TypeDefinition type, string[] forbidden) =>
        TypeUses.Read(type).Where(use => forbidden.Any(f => Matches(use, f)));

    private static bool Matches(string use, string forbidden) =>
        forbidden.EndsWith('.') || forbidden.Contains("::", StringComparison.Ordinal)
            ? use.StartsWith(forbidden, StringComparison.Ordinal)
            : use == forbidden;
}
