namespace PresenceOfMind.App.Commands.Api;

/// <summary>The API key that a command sends.</summary>
/// <param name="Text">The key.</param>
/// <param name="Source">Where it comes from, for people.</param>
internal sealed record ApiSecret(string Text, string Source)
{
    /// <summary>Where it comes from; the key is a secret.</summary>
    public override string ToString() => Source;
}
