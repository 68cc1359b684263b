using System.Buffers.Text;
using Microsoft.AspNetCore.Identity;

namespace PresenceOfMind.Access.Accounts;

/// <summary>
/// A passkey of an account (W3C Web Authentication): a public key, whose private key is with the person, in a device or in a password
/// manager.
/// </summary>
public sealed record Passkey
{
    /// <summary>How many characters its name has at most.</summary>
    public const int LongestName = 64;

    /// <summary>Its id, chosen by the device, in base64url; unique among all passkeys.</summary>
    public required string Id { get; init; }

    /// <summary>What the person calls it.</summary>
    public required string Name { get; init; }

    /// <summary>When it was added.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>When the person last signed in with it; null for never.</summary>
    public DateTimeOffset? LastUsed { get; init; }

    /// <summary>The public key (COSE, RFC 9052).</summary>
    internal byte[] PublicKey { get; init; } = [];

    /// <summary>How often the device used it; 0 where the device does not count.</summary>
    internal uint SignCount { get; init; }

    /// <summary>How browsers reach the device, separated by commas; empty where that is not known.</summary>
    internal string Transports { get; init; } = "";

    /// <summary>Whether the device verified the person when it was added.</summary>
    internal bool IsUserVerified { get; init; }

    /// <summary>Whether it may be copied to other devices of the person.</summary>
    internal bool IsBackupEligible { get; init; }

    /// <summary>Whether it was copied.</summary>
    internal bool IsBackedUp { get; init; }

    /// <summary>Its name.</summary>
    public override string ToString() => Name;

    /// <summary>The id of a passkey as text.</summary>
    /// <param name="credential">The id that the device chose.</param>
    internal static string ToId(byte[] credential) => Base64Url.EncodeToString(credential);

    /// <summary>A passkey that ASP.NET Core Identity verified.</summary>
    /// <param name="verified">What Identity knows of it.</param>
    /// <param name="name">What the person calls it.</param>
    /// <param name="now">The time by the wall clock.</param>
    internal static Passkey From(UserPasskeyInfo verified, string name, DateTimeOffset now) => new()
    {
        Id = ToId(verified.CredentialId),
        Name = name,
        Created = now,
        PublicKey = verified.PublicKey,
        SignCount = verified.SignCount,
        Transports = string.Join(',', verified.Transports ?? []),
        IsUserVerified = verified.IsUserVerified,
        IsBackupEligible = verified.IsBackupEligible,
        IsBackedUp = verified.IsBackedUp,
    };

    /// <summary>The passkey for ASP.NET Core Identity. How the device made it is not kept, since nobody asks for it later.</summary>
    internal UserPasskeyInfo ToIdentity() => new(
        Base64Url.DecodeFromChars(Id),
        PublicKey,
        Created,
        SignCount,
        Transports.Length == 0 ? [] : Transports.Split(','),
        IsUserVerified,
        IsBackupEligible,
        IsBackedUp,
        attestationObject: [],
        clientDataJson: [])
    {
        Name = Name,
    };
}
