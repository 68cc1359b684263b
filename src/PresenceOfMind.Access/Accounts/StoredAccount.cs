namespace PresenceOfMind.Access.Accounts;

/// <summary>An account with the hash of its password.</summary>
/// <param name="Account">The account.</param>
/// <param name="PasswordHash">The hash, by ASP.NET Core Identity; null where the account has no password here.</param>
internal sealed record StoredAccount(Account Account, string? PasswordHash)
{
    /// <summary>Its name; the hash is a secret.</summary>
    public override string ToString() => Account.Name;
}
