namespace PresenceOfMind.Access.Keys;

/// <summary>A key with the hashes of its texts.</summary>
/// <param name="Key">The key.</param>
/// <param name="Hash">The hash of its text.</param>
/// <param name="FormerHash">The hash of the text from before the last rotation; null where there is none.</param>
internal sealed record StoredKey(ApiKey Key, string Hash, string? FormerHash);
