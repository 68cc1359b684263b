using System.CommandLine;
using PresenceOfMind.Access.Http;
using PresenceOfMind.Access.Roles;

namespace PresenceOfMind.App.Commands.Accounts;

/// <summary>A role of an account, on the command line.</summary>
internal sealed class GrantOptions
{
    private readonly Option<string> _role;

    private readonly Option<string?> _team = new("--team")
    {
        Description = "The team that the role is for. Default: all teams.",
        HelpName = "team",
    };

    private readonly Option<string?> _worker = new("--worker")
    {
        Description = "With --role worker: the contact whose offers and tasks the person sees and answers.",
        HelpName = "contact",
    };

    /// <summary>Makes the options.</summary>
    /// <param name="usual">The role where the command line names none; null where it must name one.</param>
    public GrantOptions(Role? usual)
    {
        _role = new Option<string>("--role")
        {
            Description = $"What the person may do: {string.Join(", ", RoleNames.All)}."
                + (usual is { } role ? $" Default {role.ToName()}." : ""),
            HelpName = "role",
            Required = usual is null,
        };
        if (usual is { } one)
        {
            _role.DefaultValueFactory = _ => one.ToName();
        }

        _role.CompletionSources.Add([.. RoleNames.All]);
    }

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        command.Add(_role);
        command.Add(_team);
        command.Add(_worker);
    }

    /// <summary>The role that the command line names.</summary>
    /// <param name="parsed">The command line.</param>
    public GrantBody Read(ParseResult parsed) => new()
    {
        Role = parsed.GetValue(_role),
        Team = parsed.GetValue(_team),
        Worker = parsed.GetValue(_worker),
    };
}
