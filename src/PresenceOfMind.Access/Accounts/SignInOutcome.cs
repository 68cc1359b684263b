namespace PresenceOfMind.Access.Accounts;

/// <summary>What a sign-in led to.</summary>
/// <param name="Account">The account; null where the name or the password is wrong, or where nobody may try now.</param>
/// <param name="RetryAfter">How long nobody may try under this name; zero where the attempt was checked.</param>
public sealed record SignInOutcome(Account? Account, TimeSpan RetryAfter);
