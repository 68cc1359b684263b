namespace PresenceOfMind.Access.Keys;

/// <summary>A file of the host that holds the text of a key, for commands of who may read it.</summary>
public interface IKeyFile
{
    /// <summary>Keeps the new text of a key, where the file holds the key's former one.</summary>
    /// <param name="issued">The key that was rotated.</param>
    void Update(IssuedKey issued);
}
