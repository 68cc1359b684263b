using Mono.Cecil;

namespace PresenceOfMind.Architecture;

/// <summary>
/// The layers that no border of an assembly keeps. They are kinds of type, and a name's ending says the kind; the web is known to rooms.
/// What has none of these endings is a state machine or plain data, and knows no engine, no web, no database, no clock and no files.
/// </summary>
public sealed class LayerTests
{
    private static readonly string[] WebRooms = ["", ".Wire", ".Rest", ".Soap", ".Admin", ".Telemetry"];

    public static TheoryData<string> AllButTheProtocol => [.. House.MayKnow.Keys.Where(project => project != "PresenceOfMind.Protocol")];

    [Theory]
    [InlineData("PresenceOfMind.Server", "Grain", "Message", "Reply", "Service")]
    [InlineData("PresenceOfMind.Dispatch", "Grain", "Message", "Reply", "Service", "Codec", "Hosting", "Extensions")]
    public void Only_grains_their_messages_and_services_know_the_engine(string project, params string[] endings) =>
        Refuse(project, endings, "Orleans.", "PresenceOfMind.Engine.Grains.");

    [Theory]
    [InlineData("PresenceOfMind.Server", "Rows", "Migrations", "Grain", "Shell", "Service", "Extensions")]
    [InlineData("PresenceOfMind.Dispatch", "Rows", "Migrations", "Grain", "Shell", "Service", "Extensions", "Hosting")]
    public void Only_rows_and_who_commits_know_the_database(string project, params string[] endings) =>
        Refuse(project, endings, "Microsoft.Data.Sqlite.", "Npgsql.", "Dapper.", "System.Data.", "PresenceOfMind.Engine.Storage.");

    [Fact]
    public void Only_the_rooms_of_the_wires_and_of_operators_know_the_web()
    {
        using var server = House.Read("PresenceOfMind.Server");
        Assert.Empty(House.Written(server)
            .Where(t => !WebRooms.Contains(t.Namespace["PresenceOfMind.Server".Length..]))
            .SelectMany(t => Breaches(t, ["Microsoft.AspNetCore."]).Select(use => $"{t.FullName} uses {use}")));
    }

    [Theory]
    [InlineData("PresenceOfMind.Dispatch", "Routes", "Middleware", "Service", "Extensions", "Hosting")]
    public void Only_edges_know_the_web(string project, params string[] endings) =>
        Refuse(project, endings, "Microsoft.AspNetCore.");

    [Theory]
    [InlineData("PresenceOfMind.Protocol")]
    [InlineData("PresenceOfMind.Server", "Sender", "Service")]
    [InlineData("PresenceOfMind.Client", "Client", "Transport", "Listener")]
    [InlineData("PresenceOfMind.Client.AspNetCore")]
    [InlineData(
        "PresenceOfMind.Dispatch",
        "Client",
        "Transport",
        "Watcher",
        "Sender",
        "Routes",
        "Middleware",
        "Service",
        "Extensions",
        "Hosting")]
    public void Only_edges_open_connections(string project, params string[] endings) =>
        Refuse(project, endings, "System.Net.Http.", "System.Net.Sockets.");

    // What a client trusts is read from files, and read again when they were replaced.
    [Theory]
    [InlineData("PresenceOfMind.Protocol")]
    [InlineData("PresenceOfMind.Server", "Service")]
    [InlineData("PresenceOfMind.Client", "Listener", "Certificates")]
    [InlineData("PresenceOfMind.Client.AspNetCore")]
    [InlineData("PresenceOfMind.Dispatch", "Grain", "Rows", "Routes", "Middleware", "Sender", "Service", "Extensions", "Hosting")]
    public void Machines_have_no_files_no_threads_and_no_clock_of_their_own(string project, params string[] endings) =>
        Refuse(
            project,
            endings,
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
    [MemberData(nameof(AllButTheProtocol))]
    public void Xml_is_known_to_the_protocol_alone(string project) => Refuse(project, [], "System.Xml.");

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

    [Theory]
    [InlineData("PresenceOfMind.Protocol")]
    [InlineData("PresenceOfMind.Client")]
    public void The_protocol_and_the_client_library_need_neither_the_engine_nor_a_database_nor_the_web(string project)
    {
        string[] forbidden =
        [
            "Orleans",
            "Microsoft.AspNetCore",
            "Microsoft.Data.Sqlite",
            "Npgsql",
            "Dapper",
            "System.Data",
            "PresenceOfMind.Engine",
        ];
        using var assembly = House.Read(project);
        Assert.DoesNotContain(
            assembly.MainModule.AssemblyReferences,
            reference => forbidden.Any(f => reference.Name.StartsWith(f, StringComparison.Ordinal)));
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
