namespace PresenceOfMind.Engine.Storage;

/// <summary>
/// Changes that rest on each other, in the order in which they are handed over: when one is not kept, none that
/// comes after it is. One activation of a grain uses one scope.
/// </summary>
public sealed class WriteScope
{
    private readonly IReadOnlyCollection<WriteScope> _parts = [];
    private readonly Action? _forget;
    private volatile bool _failed;

    /// <summary>Makes a scope.</summary>
    /// <param name="forget">
    /// Called where a change of the scope was not kept, after all that was kept before it is committed, and before who handed the
    /// change over hears of it; on any thread, and more than once. Null for nothing.
    /// </param>
    public WriteScope(Action? forget = null) => _forget = forget;

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

    /// <summary>Notifies the holder of the state that was not stored.</summary>
    internal void Forget()
    {
        _forget?.Invoke();
        foreach (var part in _parts)
        {
            part.Forget();
        }
    }
}
