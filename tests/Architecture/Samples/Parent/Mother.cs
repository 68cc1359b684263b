using PresenceOfMind.Architecture.Samples.Parent.Child;

namespace PresenceOfMind.Architecture.Samples.Parent;

internal class Mother
{
    public static object Child() => new Daughter();
}
