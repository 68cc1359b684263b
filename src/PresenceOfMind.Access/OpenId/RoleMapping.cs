using PresenceOfMind.Access.Roles;

namespace PresenceOfMind.Access.OpenId;

/// <summary>A role that a group of the identity provider has here.</summary>
/// <param name="Value">The group's name, or <see cref="Everybody"/>.</param>
/// <param name="Role">The role.</param>
/// <param name="Team">The team's name; null for all teams.</param>
public sealed record RoleMapping(string Value, Role Role, string? Team)
{
    /// <summary>Stands for every group, so that who can sign in has the role. Before a colon it stands for all teams.</summary>
    public const string Everybody = "*";

    /// <summary>A mapping as the settings write it: <c>group=administrator</c>, or <c>group=team:role</c>.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Null where it is none.</returns>
    public static RoleMapping? Parse(string text)
    {
        // The name of a group may have an equals sign, as those of directories do.
        if (text.LastIndexOf('=') is not (> 0 and var equals))
        {
            return null;
        }

        var (value, target) = (text[..equals].Trim(), text[(equals + 1)..].Trim());
        if (value.Length == 0 || value.Any(char.IsControl))
        {
            return null;
        }

        if (target == Role.Administrator.ToName())
        {
            return value == Everybody ? null : new RoleMapping(value, Role.Administrator, null);
        }

        return target.LastIndexOf(':') is > 0 and var colon
            && RoleNames.Parse(target[(colon + 1)..]) is { } role and not Role.Administrator
            && (target[..colon] is not Everybody || role is not Role.Worker)
                ? new RoleMapping(value, role, target[..colon] is Everybody ? null : target[..colon])
                : null;
    }

    /// <summary>The mapping as the settings write it.</summary>
    public override string ToString() =>
        Role is Role.Administrator ? $"{Value}={Role.ToName()}" : $"{Value}={Team ?? Everybody}:{Role.ToName()}";
}
