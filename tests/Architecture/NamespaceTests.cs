namespace PresenceOfMind.Architecture;

/// <summary>
/// Namespaces are the rooms of a project. They equal its folders, and no two of them use each other, also not by a way over others.
/// A parent and its child are two rooms like any other: a child may use what its parent has, and then the parent may not use the child.
/// So the root of a project is either the ground of all its folders, or the roof that puts them together, and never both.
/// </summary>
public sealed class NamespaceTests
{
    public static TheoryData<string> Assemblies => [.. House.Sources.Keys];

    public static TheoryData<string> Projects => [.. House.Sources.Values];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void No_namespaces_of_a_project_use_each_other_in_a_cycle(string assembly)
    {
        using var read = House.Read(assembly);
        var cycles = new NamespaceGraph(House.Written(read)).FindCycles();
        Assert.True(
            cycles.Count == 0,
            $"{assembly} has cycles between its namespaces:{Environment.NewLine}{string.Join(Environment.NewLine, cycles)}");
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void The_namespace_of_a_file_is_its_folder(string project) => Assert.Empty(SourceNamespaces.FindMisplaced(project));
}
