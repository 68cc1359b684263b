namespace PresenceOfMind.Protocol.Soap;

/// <summary>The name of a header block.</summary>
/// <param name="Name">Its local name.</param>
/// <param name="Namespace">Its namespace; empty where it has none.</param>
internal sealed record SoapBlockName(string Name, string Namespace = "")
{
    /// <inheritdoc/>
    public override string ToString() => Namespace.Length > 0 ? $"{Namespace}:{Name}" : Name;
}
