using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using PresenceOfMind.Access.Accounts;
using PresenceOfMind.Access.Principals;
using PresenceOfMind.Access.Refusals;
using PresenceOfMind.Engine.Time;

namespace PresenceOfMind.Access.Http;

/// <summary>
/// Passkeys at the page: asks the browser's device, and has ASP.NET Core Identity verify what it answers. The challenge is in a cookie of
/// its own, which Identity protects, for five minutes.
/// </summary>
/// <param name="accounts">The accounts.</param>
/// <param name="wall">The clock of what is shown.</param>
public sealed class PasskeyService(AccountStore accounts, WallClock wall)
{
    /// <summary>Begins a sign-in.</summary>
    /// <param name="context">The request.</param>
    /// <returns>What the browser asks the device for, in JSON.</returns>
    public static Task<string> BeginSignInAsync(HttpContext context) => Manager(context).MakePasskeyRequestOptionsAsync(null);

    /// <summary>Begins that a person gets a passkey. Call it only after the person was asked for the password.</summary>
    /// <param name="context">The request.</param>
    /// <param name="principal">The person, signed in with an account.</param>
    /// <returns>What the browser asks the device for, in JSON.</returns>
    /// <exception cref="AccessException">The account has too many.</exception>
    public Task<string> BeginAddingAsync(HttpContext context, Principal principal)
    {
        ArgumentNullException.ThrowIfNull(principal);
        var account = accounts.Find(principal.Name)!;
        return account.Passkeys.Count < AccountStore.MostPasskeys
            ? Manager(context).MakePasskeyCreationOptionsAsync(
                new PasskeyUserEntity { Id = account.Id, Name = account.Name, DisplayName = account.Name })
            : throw AccountStore.TooManyPasskeys();
    }

    /// <summary>Verifies what the device made for a person.</summary>
    /// <param name="context">The request.</param>
    /// <param name="principal">The person, signed in with an account.</param>
    /// <param name="name">What the person calls the passkey.</param>
    /// <param name="credential">What the browser answered, in JSON.</param>
    /// <exception cref="AccessException">It is not what was asked for, or it comes too late.</exception>
    public async Task<Passkey> FinishAddingAsync(HttpContext context, Principal principal, string name, string credential)
    {
        ArgumentNullException.ThrowIfNull(principal);
        try
        {
            // The challenge is the person's own, since it was given out after the password.
            var result = await Manager(context).PerformPasskeyAttestationAsync(credential);
            if (result.Succeeded && result.UserEntity.Id == accounts.Find(principal.Name)?.Id)
            {
                return Passkey.From(result.Passkey, name, wall.Now);
            }
        }
        catch (InvalidOperationException)
        {
            // Nothing was begun in this browser, or too long ago.
        }

        throw new AccessException(
            403, "passkey-refused", "The passkey was not added: you waited too long, or the device answered something else. Try again.");
    }

    /// <summary>Verifies that a person signs in.</summary>
    /// <param name="context">The request.</param>
    /// <param name="credential">What the browser answered, in JSON.</param>
    /// <returns>The account; null where the passkey is not known or does not prove anything, or comes too late.</returns>
    internal async Task<Account?> FinishSignInAsync(HttpContext context, string credential)
    {
        try
        {
            var result = await Manager(context).PerformPasskeyAssertionAsync(credential);
            return result.Succeeded ? await accounts.SignInByPasskeyAsync(result.User.Id, result.Passkey) : null;
        }
        catch (InvalidOperationException)
        {
            // Nothing was begun in this browser, or too long ago.
            return null;
        }
    }

    private static SignInManager<Account> Manager(HttpContext context) =>
        context.RequestServices.GetRequiredService<SignInManager<Account>>();
}
