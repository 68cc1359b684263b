using Mono.Cecil;

namespace PresenceOfMind.Architecture;

/// <summary>
/// Rows are written in one way: a <c>…Rows</c> class makes a change by a method with the name of what it does, and the change itself, a
/// private <c>…Write</c> within it, holds the SQL.
/// </summary>
public sealed class RowTests
{
    private const string Write = "PresenceOfMind.Engine.Storage.IWrite";

    public static TheoryData<string> WithRows =>
        ["PresenceOfMind.Server", "PresenceOfMind.Dispatch.Storage", "PresenceOfMind.Dispatch", "PresenceOfMind.Access"];

    [Theory]
    [MemberData(nameof(WithRows))]
    public void A_change_of_rows_is_private_to_the_rows_and_named_as_a_write(string project)
    {
        using var assembly = House.Read(project);
        Assert.Empty(Writes(assembly)
            .Where(type => !type.IsNestedPrivate
                || !type.Name.EndsWith("Write", StringComparison.Ordinal)
                || !type.DeclaringType.Name.EndsWith("Rows", StringComparison.Ordinal))
            .Select(type => type.FullName));
    }

    [Theory]
    [InlineData("PresenceOfMind.Server")]
    [InlineData("PresenceOfMind.Dispatch.Storage")]
    public void Changes_of_rows_are_found(string project)
    {
        using var assembly = House.Read(project);
        Assert.NotEmpty(Writes(assembly));
    }

    [Theory]
    [MemberData(nameof(WithRows))]
    public void Only_rows_read_by_SQL(string project)
    {
        using var assembly = House.Read(project);
        Assert.Empty(House.Written(assembly)
            .Where(type => !House.Name(type).EndsWith("Rows", StringComparison.Ordinal)
                && TypeUses.Read(type).Any(use => use.StartsWith("Dapper.SqlMapper::Query", StringComparison.Ordinal)
                    || use.StartsWith("Dapper.SqlMapper::Execute", StringComparison.Ordinal)))
            .Select(type => type.FullName));
    }

    [Theory]
    [MemberData(nameof(WithRows))]
    public void Rows_keep_times_as_UnixTime_writes_them(string project)
    {
        using var assembly = House.Read(project);
        string[] others =
            ["System.DateTimeOffset::ToUnixTimeMilliseconds", "System.DateTimeOffset::FromUnixTimeMilliseconds"];
        Assert.Empty(House.Written(assembly)
            .Where(type => House.Name(type).EndsWith("Rows", StringComparison.Ordinal) && TypeUses.Read(type).Overlaps(others))
            .Select(type => type.FullName));
    }

    private static IEnumerable<TypeDefinition> Writes(AssemblyDefinition assembly) =>
        assembly.MainModule.GetTypes().Where(type => type.Interfaces.Any(i => i.InterfaceType.FullName == Write));
}
