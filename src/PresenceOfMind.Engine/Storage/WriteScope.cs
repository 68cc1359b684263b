namespace PresenceOfMind.Engine.Storage;

/// <summary>
/// Changes that rest on each other, in the order in which they are handed over: when one is not kept, none that
/// comes after it is. One activation of a grain uses one scope.
/// </summary>
public sealed class WriteScope
{
    private volatile bool _failed;

    /// <summary>Whether a change of this scope was not kept.</summary>
    public bool Failed => _failed;

    internal void Fail() => _failed = true;
}
