using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using PresenceOfMind.Access.Accounts;

namespace PresenceOfMind.Access.Http;

/// <summary>
/// ASP.NET Core Identity's handler, which verifies, and before it: each challenge is answered once. The browser keeps the challenge in a
/// protected cookie, so that without this an answer that somebody copied together with the cookie could be sent again.
/// </summary>
/// <param name="handler">Identity's handler.</param>
/// <param name="used">The challenges that were answered.</param>
internal sealed class OncePasskeyHandler(PasskeyHandler<Account> handler, RecentEntries<bool> used) : IPasskeyHandler<Account>
{
    public Task<PasskeyCreationOptionsResult> MakeCreationOptionsAsync(PasskeyUserEntity userEntity, HttpContext httpContext) =>
        handler.MakeCreationOptionsAsync(userEntity, httpContext);

    public Task<PasskeyRequestOptionsResult> MakeRequestOptionsAsync(Account? user, HttpContext httpContext) =>
        handler.MakeRequestOptionsAsync(user, httpContext);

    public Task<PasskeyAttestationResult> PerformAttestationAsync(PasskeyAttestationContext context) => IsFirst(context.AttestationState)
        ? handler.PerformAttestationAsync(context)
        : Task.FromResult(PasskeyAttestationResult.Fail(Used()));

    public Task<PasskeyAssertionResult<Account>> PerformAssertionAsync(PasskeyAssertionContext context) => IsFirst(context.AssertionState)
        ? handler.PerformAssertionAsync(context)
        : Task.FromResult(PasskeyAssertionResult.Fail<Account>(Used()));

    private static PasskeyException Used() => new("The challenge was answered before.");

    private bool IsFirst(string? state) =>
        state is not null && used.TryAdd(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(state))), true);
}
