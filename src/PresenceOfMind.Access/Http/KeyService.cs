using System.Net;
using PresenceOfMind.Access.Keys;
using PresenceOfMind.Access.Principals;
using PresenceOfMind.Access.Refusals;
using PresenceOfMind.Access.Roles;

namespace PresenceOfMind.Access.Http;

/// <summary>
/// Keys as requests and commands ask for them. A manager sees and makes the keys of the own teams, none stronger than manager; an
/// administrator all.
/// </summary>
/// <param name="keys">The keys.</param>
/// <param name="normalize">A contact in the form in which contacts are compared.</param>
/// <param name="file">The file that holds the text of a key; null for none.</param>
public sealed class KeyService(ApiKeys keys, Func<string, string> normalize, IKeyFile? file)
{
    /// <summary>The keys that a caller manages, by name.</summary>
    /// <param name="principal">The principal.</param>
    public IReadOnlyList<KeyView> List(Principal principal) =>
        [.. keys.List().Where(k => principal.Grants.Manages(k.Grant)).Select(k => ToView(k))];

    /// <summary>Makes a key.</summary>
    /// <param name="principal">Who asks.</param>
    /// <param name="body">What it is to be.</param>
    /// <returns>The key, with its text.</returns>
    /// <exception cref="AccessException">A member is not valid, or the caller may not make such a key.</exception>
    public async Task<KeyView> AddAsync(Principal principal, KeyBody body)
    {
        var wished = ToKey(body);
        if (!principal.Grants.Manages(wished.Grant))
        {
            throw new AccessException(
                403, "not-allowed", $"{principal.Actor} may make keys for its own teams alone, with a role up to its own.");
        }

        return ToView(await keys.AddAsync(wished, principal.Actor));
    }

    /// <summary>Gives a key a new text.</summary>
    /// <param name="principal">Who asks.</param>
    /// <param name="name">The key's name.</param>
    /// <param name="body">How.</param>
    /// <returns>The key, with its new text.</returns>
    /// <exception cref="AccessException">The caller manages no key of that name, or a member is not valid.</exception>
    public async Task<KeyView> RotateAsync(Principal principal, string name, RotateBody body)
    {
        RequireManaged(principal, name);
        var issued = await keys.RotateAsync(
            name, body.OverlapSeconds is { } seconds ? Seconds(seconds) : ApiKeys.DefaultOverlap);
        file?.Update(issued);
        return ToView(issued);
    }

    /// <summary>Revokes a key at once.</summary>
    /// <param name="principal">Who asks.</param>
    /// <param name="name">The key's name.</param>
    /// <exception cref="AccessException">The caller manages no key of that name.</exception>
    public Task RevokeAsync(Principal principal, string name)
    {
        RequireManaged(principal, name);
        return keys.RevokeAsync(name);
    }

    private static KeyView ToView(IssuedKey issued) => ToView(issued.Key) with { Key = issued.Text };

    /// <summary>A key in JSON, without its text.</summary>
    /// <param name="key">The key.</param>
    internal static KeyView ToView(ApiKey key) => new()
    {
        Name = key.Name,
        Role = key.Grant.Role.ToName(),
        Team = key.Grant.Team,
        Worker = key.Grant.Worker,
        MayActFor = key.MayActFor,
        Networks = [.. key.Networks.Select(n => n.ToString())],
        Created = key.Created,
        CreatedBy = key.CreatedBy,
        Expires = key.Expires,
        FormerUntil = key.FormerUntil,
        LastUsed = key.LastUsed,
    };

    private static IPNetwork Network(string text) => IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : throw Invalid("networks", $"\"{text}\" is no network. Write an address, or address/bits such as 10.1.0.0/16.");

    private static TimeSpan Seconds(long seconds) => seconds is >= 0 and < int.MaxValue
        ? TimeSpan.FromSeconds(seconds)
        : throw Invalid("overlapSeconds", "The overlap is a number of seconds from 0.");

    private static AccessException Invalid(string field, string detail) => new(400, "invalid-field", detail, field);

    private NewKey ToKey(KeyBody body)
    {
        var role = GrantRules.ParseRole(body.Role);
        return new NewKey(
            body.Name ?? throw Invalid("name", "The key needs a name."),
            new Grant(role, body.Team, body.Worker is null ? null : normalize(body.Worker)))
        {
            MayActFor = body.MayActFor,
            Expires = body.Expires,
            Networks = [.. (body.Networks ?? []).Select(Network)],
        };
    }

    /// <summary>What a caller may not see is not known to it.</summary>
    private void RequireManaged(Principal principal, string name)
    {
        if (keys.Find(name) is not { } key || !principal.Grants.Manages(key.Grant))
        {
            throw new AccessException(404, "key-unknown", $"There is no key {name}. List the keys for their names.");
        }
    }
}
