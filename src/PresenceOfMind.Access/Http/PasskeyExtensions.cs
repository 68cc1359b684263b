using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using PresenceOfMind.Access.Accounts;

namespace PresenceOfMind.Access.Http;

/// <summary>Adds passkeys to a host, by ASP.NET Core Identity.</summary>
internal static class PasskeyExtensions
{
    private const string Required = "required";

    /// <summary>How many answered challenges are kept, so that none is answered twice.</summary>
    private const int MostUsed = 100_000;

    /// <summary>How long a person has to answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Adds passkeys.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="cookie">The name of the challenge's cookie.</param>
    /// <param name="isAlwaysSecure">Whether browsers reach the page by HTTPS in any case.</param>
    /// <param name="domain">The domain that passkeys are for; null for the one in the address of each request.</param>
    public static void AddPasskeys(this IServiceCollection services, string cookie, bool isAlwaysSecure, string? domain)
    {
        services.AddIdentityCore<Account>().AddUserStore<PasskeyUsers>().AddSignInManager();
        services.Configure<IdentityPasskeyOptions>(options =>
        {
            options.ServerDomain = domain;
            options.AuthenticatorTimeout = Patience;

            // People sign in without their name, and the device asks for a fingerprint, a face or a PIN.
            options.ResidentKeyRequirement = Required;
            options.UserVerificationRequirement = Required;
        });
        services.AddSingleton(provider => new RecentEntries<bool>(provider.GetRequiredService<TimeProvider>(), 2 * Patience, MostUsed));
        services.AddScoped<PasskeyHandler<Account>>();
        services.AddScoped<IPasskeyHandler<Account>, OncePasskeyHandler>();
        services.AddSingleton<PasskeyService>();
        services.AddSingleton<PasskeyOffer>();
        services.AddAuthentication().AddCookie(IdentityConstants.TwoFactorUserIdScheme, options =>
        {
            options.Cookie.Name = cookie;
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = isAlwaysSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            options.Cookie.IsEssential = true;
            options.ExpireTimeSpan = Patience;
            options.SlidingExpiration = false;
        });

        // A restart forgets which challenges were answered, so it ends those that were not.
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.TwoFactorUserIdScheme)
            .Configure<IDataProtectionProvider>((options, protection) =>
                options.DataProtectionProvider = protection.CreateProtector("passkey-challenge", Guid.NewGuid().ToString("N")));
    }
}
