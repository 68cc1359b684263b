namespace PresenceOfMind.Architecture;

/// <summary>
/// The dispatcher's walls are assemblies. What a team is (Core) and what it decides (Rules) know no technology; and the rules cannot change
/// what they decide about, since all that changes it is internal to Core, and Core is no friend of theirs.
/// </summary>
public sealed class DispatcherTests
{
    private static readonly string[] Libraries = ["NodaTime", "Ical.Net"];

    private static readonly string[] Technologies =
        [
            "System.Text.Json",
            "System.Net.",
            "System.Data.",
            "System.Xml.",
            "System.IO.",
            "System.Threading.Channels",
            "System.Threading.Thread",
            "System.Threading.Timer",
        ];

    [Theory]
    [InlineData("PresenceOfMind.Dispatch.Core")]
    [InlineData("PresenceOfMind.Dispatch.Rules")]
    public void The_machine_knows_no_web_no_database_no_engine_no_json_and_no_files(string project)
    {
        using var assembly = House.Read(project);
        var known = assembly.MainModule.AssemblyReferences.Select(r => r.Name).Where(IsTechnology);
        Assert.Empty(known);
    }

    [Theory]
    [InlineData("PresenceOfMind.Dispatch.Core")]
    [InlineData("PresenceOfMind.Dispatch.Rules")]
    public void The_machine_has_no_clock_and_no_chance(string project)
    {
        string[] forbidden =
        [
            "System.DateTime::get_Now", "System.DateTime::get_UtcNow", "System.DateTimeOffset::get_Now", "System.DateTimeOffset::get_UtcNow",
            "System.TimeProvider", "System.Diagnostics.Stopwatch", "System.Random", "System.Guid::NewGuid", "System.Threading.Tasks.Task",
        ];
        using var assembly = House.Read(project);
        var breaches = House.Written(assembly)
            .SelectMany(t => TypeUses.Read(t).Where(use => forbidden.Any(f => IsOf(use, f))).Select(use => $"{t.FullName} uses {use}"));
        Assert.Empty(breaches);
    }

    [Fact]
    public void The_rules_see_what_is_public_in_core_and_nothing_else()
    {
        using var core = House.Read("PresenceOfMind.Dispatch.Core");
        var friends = core.CustomAttributes
            .Where(a => a.AttributeType.Name == "InternalsVisibleToAttribute")
            .Select(a => (string)a.ConstructorArguments[0].Value).ToList();
        Assert.Contains("PresenceOfMind.Dispatch.Storage", friends);
        Assert.DoesNotContain("PresenceOfMind.Dispatch.Rules", friends);
        Assert.DoesNotContain("PresenceOfMind.Dispatch", friends);
        Assert.DoesNotContain("PresenceOfMind.Dispatch.Api", friends);
    }

    [Fact]
    public void The_state_has_no_setter_that_the_rules_could_call()
    {
        using var core = House.Read("PresenceOfMind.Dispatch.Core");
        string[] rooms = ["PresenceOfMind.Dispatch.Core.State", "PresenceOfMind.Dispatch.Core.Matching"];
        var setters = core.MainModule.Types
            .Where(t => t.IsPublic && (rooms.Contains(t.Namespace) || t.Name is "TeamState" or "TaskBook" or "AnswerBook"))
            .SelectMany(t => t.Properties)
            .Where(
                p => p.SetMethod is { IsPublic: true } set && !set.ReturnType.FullName.Contains("IsExternalInit", StringComparison.Ordinal))
            .Select(p => p.FullName);
        Assert.Empty(setters);
    }

    [Theory]
    [InlineData("PresenceOfMind.Dispatch.Storage", "Orleans.", "Microsoft.AspNetCore.")]
    [InlineData("PresenceOfMind.Dispatch", "Microsoft.AspNetCore.", "Dapper.")]
    [InlineData("PresenceOfMind.Dispatch.Api", "Orleans.", "Dapper.")]
    public void Each_layer_above_knows_its_own_technology_alone(string project, params string[] foreign)
    {
        using var assembly = House.Read(project);
        var breaches = House.Written(assembly)
            .SelectMany(
                t => TypeUses.Read(t).Where(use => foreign.Any(f => use.StartsWith(f, StringComparison.Ordinal))).Select(
                    use => $"{t.FullName} uses {use}"));
        Assert.Empty(breaches);
    }

    private static bool IsOf(string use, string forbidden) =>
        use == forbidden || use.StartsWith(forbidden + "::", StringComparison.Ordinal);

    private static bool IsTechnology(string reference) =>
        !Libraries.Contains(reference)
        && !reference.StartsWith("PresenceOfMind.", StringComparison.Ordinal)
        && (!reference.StartsWith("System.", StringComparison.Ordinal)
            || Technologies.Any(t => reference.StartsWith(t, StringComparison.Ordinal)));
}
