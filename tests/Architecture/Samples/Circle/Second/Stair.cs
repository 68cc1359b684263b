using PresenceOfMind.Architecture.Samples.Circle.Third;

namespace PresenceOfMind.Architecture.Samples.Circle.Second;

internal sealed class Stair
{
    public static Window? Next() => null;
}
