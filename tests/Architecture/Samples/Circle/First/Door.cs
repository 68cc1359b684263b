using PresenceOfMind.Architecture.Samples.Circle.Second;

namespace PresenceOfMind.Architecture.Samples.Circle.First;

internal sealed class Door
{
    public static object Next() => new Stair();
}
