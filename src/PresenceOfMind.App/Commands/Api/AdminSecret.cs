namespace PresenceOfMind.App.Commands.Api;

/// <summary>The key of a running program's <c>/admin</c>.</summary>
/// <param name="Text">The key.</param>
/// <param name="Source">Where it comes from, for people.</param>
internal sealed record AdminSecret(string Text, string Source)
{
    /// <summary>Where it comes from; the key is a secret.</summary>
    public override string ToString() => Source;
}
