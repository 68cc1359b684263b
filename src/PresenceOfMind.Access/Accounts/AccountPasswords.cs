using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace PresenceOfMind.Access.Accounts;

/// <summary>Hashes of passwords, by ASP.NET Core Identity: PBKDF2 with HMAC-SHA-512 and a salt for each.</summary>
internal sealed class AccountPasswords
{
    /// <summary>How often a password is hashed (OWASP Password Storage Cheat Sheet).</summary>
    private const int Iterations = 210_000;

    private readonly PasswordHasher<AccountPasswords> _hasher =
        new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));

    /// <summary>What a password is compared with where there is none, so that it takes the same time.</summary>
    private readonly Lazy<string> _nobodys;

    public AccountPasswords() => _nobodys = new Lazy<string>(() => Hash(Guid.NewGuid().ToString("N")));

    /// <summary>The hash of a password.</summary>
    public string Hash(string password) => _hasher.HashPassword(this, password);

    /// <summary>Whether a password is the one that was hashed.</summary>
    /// <param name="hash">The hash; null where there is none, which takes the same time.</param>
    /// <param name="password">The password.</param>
    /// <param name="renewed">A new hash to keep, where the hash is of an earlier way to hash; null otherwise.</param>
    public bool Verify(string? hash, string password, out string? renewed)
    {
        var result = _hasher.VerifyHashedPassword(this, hash ?? _nobodys.Value, password);
        renewed = hash is not null && result is PasswordVerificationResult.SuccessRehashNeeded ? Hash(password) : null;
        return hash is not null && result is not PasswordVerificationResult.Failed;
    }
}
