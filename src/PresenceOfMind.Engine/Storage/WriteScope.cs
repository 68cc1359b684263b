namespace PresenceOfMind.Engine.Storage;

/// <summary>
/// Changes that rest on each other, in the order in which they are handed over: when one is not kept, none that
/// comes after it is. One activation of a grain uses one scope.
/// </summary>
public sealed class WriteScope
{
    private readonly IReadOnlyCollection<WriteScope> _parts = [];
    private volatile bool _failed;

    /// <summary>Makes a scope.</summary>
    public WriteScope()
    {
    }

    /// <summary>Makes the scope of a change that rests on several: it fails with each of them, and each with it.</summary>
    internal WriteScope(IReadOnlyCollection<WriteScope> parts) => _parts = parts;

    /// <summary>Whether a change of this scope was not kept.</summary>
    public bool Failed => _failed || _parts.Any(p => p.Failed);

    internal void Fail()
    {
        _failed = true;
        foreach (var part in _parts)
        {
            part.Fail();
        }
    }
}
