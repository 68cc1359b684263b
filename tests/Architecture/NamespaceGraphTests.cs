using Mono.Cecil;
using PresenceOfMind.Architecture.Samples;
using PresenceOfMind.Architecture.Samples.Circle.First;
using PresenceOfMind.Architecture.Samples.Circle.Second;
using PresenceOfMind.Architecture.Samples.Circle.Third;
using PresenceOfMind.Architecture.Samples.Parent;
using PresenceOfMind.Architecture.Samples.Parent.Child;
using PresenceOfMind.Architecture.Samples.Rooms;

namespace PresenceOfMind.Architecture;

/// <summary>The checks of namespaces are able to fail: they see every way in which a type uses another, and every cycle.</summary>
public sealed class NamespaceGraphTests : IDisposable
{
    private readonly AssemblyDefinition _samples = House.Read(typeof(Floor).Assembly.GetName().Name!);

    public static TheoryData<Type> Users =>
        [.. typeof(ByBase).Assembly.GetTypes().Where(
            t => t.Namespace == typeof(ByBase).Namespace && !t.IsNested && t.Name.StartsWith("By", StringComparison.Ordinal))];

    public void Dispose() => _samples.Dispose();

    [Theory]
    [MemberData(nameof(Users))]
    public void A_use_is_seen_in_whatever_way_it_is_written(Type user)
    {
        var edge = Assert.Single(Graph(user.Namespace!, typeof(Floor).Namespace!).Edges);
        Assert.Equal((user.Namespace, typeof(Floor).Namespace), (edge.From, edge.To));
        Assert.Contains(edge.Uses, use => use.From == user.FullName);
    }

    [Fact]
    public void A_type_within_another_counts_as_the_outer_one() =>
        Assert.Contains(
            new TypeUse(typeof(ByTypeWithin).FullName!, typeof(Floor).FullName!),
            Assert.Single(Graph(typeof(ByTypeWithin).Namespace!, typeof(Floor).Namespace!).Edges).Uses);

    [Fact]
    public void Rooms_above_each_other_are_no_cycle() =>
        Assert.Empty(Graph(typeof(Samples.Roof.Roof).Namespace!, typeof(ByBase).Namespace!, typeof(Floor).Namespace!).FindCycles());

    [Fact]
    public void A_cycle_over_three_rooms_is_found_once_and_names_the_types_of_each_edge()
    {
        var cycle = Assert.Single(Graph(typeof(Door).Namespace!, typeof(Stair).Namespace!, typeof(Window).Namespace!).FindCycles());
        Assert.Equal(
            string.Join(
                Environment.NewLine,
                "PresenceOfMind.Architecture.Samples.Circle.First → PresenceOfMind.Architecture.Samples.Circle.Second"
                + " → PresenceOfMind.Architecture.Samples.Circle.Third → PresenceOfMind.Architecture.Samples.Circle.First",
                "    PresenceOfMind.Architecture.Samples.Circle.First.Door uses PresenceOfMind.Architecture.Samples.Circle.Second.Stair",
                "    PresenceOfMind.Architecture.Samples.Circle.Second.Stair uses PresenceOfMind.Architecture.Samples.Circle.Third.Window",
                "    PresenceOfMind.Architecture.Samples.Circle.Third.Window uses PresenceOfMind.Architecture.Samples.Circle.First.Door"),
            cycle);
    }

    [Fact]
    public void A_parent_that_uses_its_child_which_uses_the_parent_is_a_cycle() =>
        Assert.Single(Graph(typeof(Mother).Namespace!, typeof(Daughter).Namespace!).FindCycles());

    [Theory]
    [InlineData("Rooms/Door.cs", "namespace A.Rooms;", true)]
    [InlineData("Door.cs", "namespace A;", true)]
    [InlineData("Rooms/Inner/Door.cs", "using B;\n\nnamespace A.Rooms.Inner\n{\n}", true)]
    [InlineData("Rooms/Door.razor", "<p>A door.</p>", true)]
    [InlineData("Rooms/Door.cs", "namespace A;", false)]
    [InlineData("Rooms/Door.cs", "namespace A.Room;", false)]
    [InlineData("Door.cs", "Console.WriteLine();", false)]
    [InlineData("Rooms/Door.cs", "namespace A.Rooms\n{\n}\n\nnamespace A\n{\n}", false)]
    [InlineData("Rooms/Door.razor", "@namespace A\n\n<p>A door.</p>", false)]
    public void A_file_declares_the_namespace_of_its_folder_and_no_other(string path, string text, bool isRight)
    {
        var fault = SourceNamespaces.Check("A", path, text);
        Assert.Equal(isRight, fault is null);
        Assert.True(isRight || fault!.StartsWith($"src/A/{path} declares ", StringComparison.Ordinal));
    }

    private NamespaceGraph Graph(params string[] namespaces) => new(House.Written(_samples).Where(t => namespaces.Contains(t.Namespace)));
}
