using PresenceOfMind.Dispatch.Events;
using PresenceOfMind.Dispatch.Sources;
using PresenceOfMind.Dispatch.Tasks;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Teams;

/// <summary>What became of a command.</summary>
[GenerateSerializer, Immutable]
internal sealed class CommandReply
{
    [Id(0)]
    public Refusal? Refusal { get; init; }

    [Id(1)]
    public TaskView? Task { get; init; }

    /// <summary>What became of a report of presence: a <see cref="ReportOutcome"/>.</summary>
    [Id(2)]
    public int Report { get; init; }
}

/// <summary>A configuration on its way to the team.</summary>
[GenerateSerializer, Immutable]
internal sealed class ConfigurationMessage
{
    [Id(0)]
    public required string[] Contacts { get; init; }

    [Id(1)]
    public required string[] Names { get; init; }

    [Id(2)]
    public required string Strategy { get; init; }

    [Id(3)]
    public required TimeSpan Settle { get; init; }

    public static ConfigurationMessage Of(ConfigureTeam command) => new()
    {
        Contacts = [.. command.Workers.Select(w => w.Contact)],
        Names = [.. command.Workers.Select(w => w.Name)],
        Strategy = command.Strategy,
        Settle = command.Settle,
    };

    public ConfigureTeam ToCommand() => new([.. Contacts.Zip(Names, (c, n) => new WorkerSetting(c, n))], Strategy, Settle);
}

/// <summary>A report of presence on its way to the team.</summary>
[GenerateSerializer, Immutable]
internal sealed class PresenceMessage
{
    [Id(0)]
    public required long Epoch { get; init; }

    [Id(1)]
    public required long Sequence { get; init; }

    [Id(2)]
    public DateTimeOffset? FetchBegan { get; init; }

    [Id(3)]
    public required string[] Contacts { get; init; }

    [Id(4)]
    public required int[] States { get; init; }

    public static PresenceMessage Of(long epoch, long sequence, DateTimeOffset? fetchBegan, IReadOnlyList<ContactPresence> states)
    {
        var read = states.Where(s => ContactUri.TryParse(s.ContactUri, out _)).ToList();
        return new PresenceMessage
        {
            Epoch = epoch,
            Sequence = sequence,
            FetchBegan = fetchBegan,
            Contacts = [.. read.Select(s => ContactUri.Parse(s.ContactUri).Key)],
            States = [.. read.Select(s => (int)s.State)],
        };
    }

    public ReportPresence ToCommand() =>
        new(Epoch, Sequence, FetchBegan, [.. Contacts.Zip(States, (c, s) => new WorkerPresence(c, (PresenceState)s))]);
}
