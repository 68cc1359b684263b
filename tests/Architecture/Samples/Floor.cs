namespace PresenceOfMind.Architecture.Samples;

/// <summary>What <see cref="NamespaceGraphTests"/> looks for. Only that room's types use it, each in another way.</summary>
public class Floor
{
    /// <summary>A value, which the compiler does not copy.</summary>
    public static readonly int Height = 3;

    /// <summary>A type within.</summary>
    public sealed class Tile;
}

/// <summary>An interface.</summary>
public interface IFloor;

/// <summary>An enumeration, whose values are numbers in bodies.</summary>
public enum FloorKind
{
    /// <summary>The one.</summary>
    Wood = 1,
}

/// <summary>An exception.</summary>
public sealed class FloorException : Exception;

/// <summary>An attribute.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class FloorAttribute : Attribute;
