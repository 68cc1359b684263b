using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PresenceOfMind.Dispatch.Events;

namespace PresenceOfMind.Dispatch.Teams;

/// <summary>Something that a team is asked to do.</summary>
internal abstract record TeamCommand
{
    /// <summary>The longest key, in characters.</summary>
    public const int MaxKeyLength = 200;

    /// <summary>The <c>Idempotency-Key</c>: a command that comes again under it acts once. Null for none.</summary>
    public string? Key { get; init; }

    /// <summary>What the command says without its key, condensed, so that another one under the same key is told.</summary>
    public string Fingerprint()
    {
        var said = new StringBuilder(GetType().Name);
        foreach (var part in Said)
        {
            said.Append(CultureInfo.InvariantCulture, $"\n{part?.Length ?? -1}:{part}");
        }

        return Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(said.ToString())));
    }

    /// <summary>All that makes the command another one, for those that may carry a key.</summary>
    protected virtual IEnumerable<string?> Said => [];
}

/// <summary>Tells the machine that it was made from its log.</summary>
internal sealed record LoadTeam : TeamCommand;

/// <summary>Lets happen what has fallen due.</summary>
internal sealed record LetTimePass : TeamCommand;

/// <summary>Makes the team what its configuration says.</summary>
/// <param name="Workers">All its workers.</param>
/// <param name="Strategy">The strategy's name.</param>
/// <param name="Settle">How long a presence must have held, 0 to 1 h.</param>
internal sealed record ConfigureTeam(IReadOnlyList<WorkerSetting> Workers, string Strategy, TimeSpan Settle) : TeamCommand;

/// <summary>A worker of a configuration.</summary>
/// <param name="Contact">The contact's key.</param>
/// <param name="Name">For people.</param>
internal sealed record WorkerSetting(string Contact, string Name);

/// <summary>Adds a task.</summary>
/// <param name="Id">Its own id; null to get one.</param>
/// <param name="Title">What is to be done.</param>
/// <param name="Attributes">A JSON object; null for none.</param>
internal sealed record AddTask(string? Id, string Title, string? Attributes) : TeamCommand
{
    protected override IEnumerable<string?> Said => [Id, Title, Attributes];
}

/// <summary>Says that an assigned task is done.</summary>
internal sealed record CompleteTask(string Id) : TeamCommand
{
    protected override IEnumerable<string?> Said => [Id];
}

/// <summary>Calls off a task that is not ended.</summary>
internal sealed record CancelTask(string Id) : TeamCommand
{
    protected override IEnumerable<string?> Said => [Id];
}

/// <summary>Calls off every task that is not ended.</summary>
internal sealed record CancelOpenTasks : TeamCommand;

/// <summary>A source of presence begins; it gets its number.</summary>
internal sealed record OpenSource : TeamCommand;

/// <summary>The source no longer hears of changes.</summary>
/// <param name="Epoch">The source's number.</param>
/// <param name="Sequence">The source's number of this report, greater than that of the one before.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="At">When, by the source's clock.</param>
internal sealed record LoseSource(long Epoch, long Sequence, string Reason, DateTimeOffset At) : TeamCommand;

/// <summary>The source tells of presence.</summary>
/// <param name="Epoch">The source's number.</param>
/// <param name="Sequence">The source's number of this report, greater than that of the one before.</param>
/// <param name="FetchBegan">When the fetch began that found this, by the source's clock; null where it was none.</param>
/// <param name="States">By contact key; contacts that are no workers are passed over.</param>
internal sealed record ReportPresence(long Epoch, long Sequence, DateTimeOffset? FetchBegan, IReadOnlyList<WorkerPresence> States) : TeamCommand;
