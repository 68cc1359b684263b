namespace PresenceOfMind.Access.Keys;

/// <summary>A key that was made or rotated now, with its text, which is shown once.</summary>
/// <param name="Key">The key.</param>
/// <param name="Text">Its text: a secret.</param>
public sealed record IssuedKey(ApiKey Key, string Text)
{
    /// <summary>Its name; the text is a secret.</summary>
    public override string ToString() => Key.Name;
}
