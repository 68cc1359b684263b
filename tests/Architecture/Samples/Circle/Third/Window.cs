using PresenceOfMind.Architecture.Samples.Circle.First;

namespace PresenceOfMind.Architecture.Samples.Circle.Third;

internal sealed class Window
{
    public static void Next(Door? door) => _ = door;
}
