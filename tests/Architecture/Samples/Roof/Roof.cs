using PresenceOfMind.Architecture.Samples.Rooms;

namespace PresenceOfMind.Architecture.Samples.Roof;

/// <summary>Uses a room, which uses the floor: no cycle.</summary>
internal sealed class Roof
{
    public static object Room() => new ByBody();
}
