namespace PresenceOfMind.Architecture.Samples.Rooms;

#pragma warning disable CS0169, CA1823, IDE0044, IDE0051, IDE0060 // What nobody uses is what the tests look for.

internal sealed class ByBase : Floor;

internal sealed class ByInterface : IFloor;

internal sealed class ByField
{
    private Floor? _floor;
}

internal sealed class ByArray
{
    private Floor[]? _floors;
}

internal sealed class ByArgument
{
    private List<Dictionary<string, Floor>>? _floors;
}

internal sealed class ByReturn
{
    public static Floor? Get() => null;
}

internal sealed class ByParameter
{
    public static void Take(Floor? floor)
    {
    }
}

internal sealed class ByBody
{
    public static object Make() => new Floor();
}

internal sealed class ByStaticField
{
    public static int Height() => Floor.Height;
}

internal sealed class ByMethodArgument
{
    public static void Walk() => Other.Walk<Floor>();
}

internal sealed class ByCatch
{
    public static void Fall()
    {
        try
        {
            Environment.Exit(0);
        }
        catch (FloorException)
        {
            // The handler names the type, and nothing else does.
        }
    }
}

internal sealed class ByConstraint<T>
    where T : IFloor;

internal sealed class ByMethodConstraint
{
    public static void Walk<T>()
        where T : IFloor
    {
    }
}

[Floor]
internal sealed class ByAttribute;

internal sealed class ByParameterAttribute
{
    public static void Take([Floor] int height)
    {
    }
}

[System.ComponentModel.TypeConverter(typeof(Floor))]
internal sealed class ByAttributeArgument;

internal sealed class ByCalledSignature
{
    public static void Lay() => Other.Lay((FloorKind)1);
}

internal sealed class ByNestedType
{
    private sealed class Inner
    {
        private Floor? _floor;
    }
}

internal sealed class ByTypeWithin
{
    private Floor.Tile? _tile;
}

internal sealed class ByLambda
{
    public static Func<object> Later() => () => new Floor();
}

internal sealed class ByIterator
{
    public static IEnumerable<object> All()
    {
        yield return new Floor();
    }
}

internal static class Other
{
    public static void Lay(FloorKind kind) => _ = kind;

    public static void Walk<T>()
    {
    }
}
