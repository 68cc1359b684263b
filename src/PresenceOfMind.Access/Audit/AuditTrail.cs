using System.Text.Json.Nodes;
using PresenceOfMind.Access.Principals;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Engine.Time;

namespace PresenceOfMind.Access.Audit;

/// <summary>
/// The audit. A change is kept as begun before it is made, and as done before it is answered: after a crash nothing is changed without an
/// entry, and what nobody knows the end of is <see cref="AuditOutcome.Unknown"/>.
/// </summary>
public sealed class AuditTrail
{
    /// <summary>The kind of caller of whom nothing was verified.</summary>
    public const string Nobody = "none";

    private const int Chunk = 500;

    private readonly Database _database;
    private readonly WallClock _wall;
    private readonly AuditOptions _options;
    private readonly IAuditedState[] _states;
    private readonly RefusalCounter _refusals;
    private volatile Task _handedOver;

    /// <summary>Opens the audit, and keeps what a run before did not end.</summary>
    /// <param name="database">The store.</param>
    /// <param name="wall">The clock of the entries.</param>
    /// <param name="options">How long entries are kept.</param>
    /// <param name="states">Read what changes change.</param>
    public AuditTrail(Database database, WallClock wall, AuditOptions options, IEnumerable<IAuditedState> states)
    {
        (_database, _wall, _options, _states) = (database, wall, options, [.. states]);
        _refusals = new RefusalCounter(wall.Time);
        _handedOver = database.WriteAsync(AuditRows.EndLastRun());
    }

    /// <summary>Makes a change that the audit keeps.</summary>
    /// <typeparam name="T">What the change answers.</typeparam>
    /// <param name="principal">Who asks; null where nobody was verified.</param>
    /// <param name="target">What is to be changed.</param>
    /// <param name="change">Makes it.</param>
    /// <param name="subject">What it was done to, from its answer, where the target does not say; null for none.</param>
    /// <param name="address">The address of the caller; null for a command on the data folder.</param>
    public async Task<T> ChangeAsync<T>(
        Principal? principal, AuditTarget target, Func<Task<T>> change, Func<T, string?>? subject = null, string? address = null)
    {
        var begun = await BeginAsync(principal, address, target);
        T answer;
        try
        {
            answer = await change();
        }
        catch
        {
            await DropAsync(begun);
            throw;
        }

        await EndAsync(begun, null, subject?.Invoke(answer));
        return answer;
    }

    /// <summary>Keeps an entry.</summary>
    /// <param name="entry">The entry; its time is set here.</param>
    public Task AppendAsync(AuditEntry entry) => _database.WriteAsync(AuditRows.Append([Clean(entry) with { At = _wall.Now }]));

    /// <summary>Counts a refusal; equal ones of a minute make one entry. It does not wait for the disk.</summary>
    /// <param name="refusal">The refusal; its time and outcome are set here.</param>
    public void NoteRefusal(AuditEntry refusal) =>
        HandOver(_refusals.Count(Clean(refusal) with { At = _wall.Now, Outcome = AuditOutcome.Refused }));

    /// <summary>Entries, from the newest on.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="before">Only entries before this position; null for all.</param>
    /// <param name="most">How many at most.</param>
    public async Task<IReadOnlyList<AuditEntry>> ListAsync(AuditFilter filter, long? before, int most)
    {
        await SettleAsync();
        using var connection = _database.OpenRead();
        return AuditRows.List(connection, filter, before, newestFirst: true, most);
    }

    /// <summary>All entries, from the oldest on.</summary>
    /// <param name="filter">Which.</param>
    public async IAsyncEnumerable<AuditEntry> ExportAsync(AuditFilter filter)
    {
        await SettleAsync();
        for (IReadOnlyList<AuditEntry> page = []; ;)
        {
            long? after = page.Count == 0 ? null : page[^1].Position;
            using (var connection = _database.OpenRead())
            {
                page = AuditRows.List(connection, filter, after, newestFirst: false, Chunk);
            }

            foreach (var entry in page)
            {
                yield return entry;
            }

            if (page.Count < Chunk)
            {
                yield break;
            }
        }
    }

    /// <summary>Replaces a person in the entries of a team, and in those of no team.</summary>
    /// <param name="team">The team.</param>
    /// <param name="text">Replaces the person in a text; null where nobody is replaced.</param>
    /// <param name="json">Replaces the person in JSON; null where nobody is replaced.</param>
    public async Task EraseAsync(string team, Func<string, string?> text, Func<string, string?> json)
    {
        await SettleAsync();

        // A change that ends meanwhile moves from the first to the second.
        await EraseAsync(isOpen: true, team, text, json);
        await EraseAsync(isOpen: false, team, text, json);
    }

    /// <summary>Keeps what was counted and is due, and removes what is too old.</summary>
    internal async Task KeepAsync(bool isEnd)
    {
        HandOver(_refusals.Take(isEnd));
        await SettleAsync();
        await RemoveOldAsync();
    }

    /// <summary>Keeps that a change begins.</summary>
    internal async Task<BegunChange> BeginAsync(Principal? principal, string? address, AuditTarget target)
    {
        var before = await ReadAsync(target);
        var begun = new BegunChange(Guid.CreateVersion7().ToString("N"), target, before);
        await _database.WriteAsync(AuditRows.Begin(begun.Id, Clean(new AuditEntry
        {
            At = _wall.Now,
            Kind = principal is null ? Nobody : principal.Kind.ToName(),
            Actor = principal?.Actor,
            Address = address,
            Action = target.Action,
            Subject = target.Subject,
            Team = target.Team,
            Before = AuditText.State(before),
        })));
        return begun;
    }

    /// <summary>Keeps that a change was made.</summary>
    internal async Task EndAsync(BegunChange begun, string? actor, string? subject)
    {
        var target = begun.Target with { Subject = begun.Target.Subject ?? subject };
        var now = await ReadAsync(target);
        var (before, after) = AuditDifference.Reduce(begun.Before, now);
        await _database.WriteAsync(AuditRows.End(begun.Id, new AuditResult(AuditOutcome.Done)
        {
            Actor = AuditText.Line(actor),
            Subject = AuditText.Line(subject),
            Team = AuditText.Line(target.Area == "team" ? target.Subject : FindTeam(begun.Before, now)),
            IsReduced = begun.Before is not null,
            Before = AuditText.State(before),
            After = AuditText.State(after),
        }));
    }

    /// <summary>Keeps that nobody knows whether a change was made.</summary>
    internal Task LoseAsync(BegunChange begun) => _database.WriteAsync(AuditRows.End(begun.Id, new AuditResult(AuditOutcome.Unknown)));

    /// <summary>Forgets a change that was not made.</summary>
    internal Task DropAsync(BegunChange begun) => _database.WriteAsync(AuditRows.Drop(begun.Id));

    private static AuditEntry Clean(AuditEntry entry) => entry with
    {
        Actor = AuditText.Line(entry.Actor),
        Subject = AuditText.Line(entry.Subject),
        Team = AuditText.Line(entry.Team),
    };

    /// <summary>The team of a key, or of an account whose roles are all in one, which the path does not name; null for none.</summary>
    private static string? FindTeam(JsonNode? before, JsonNode? after) =>
        ((JsonObject?[])[before as JsonObject, after as JsonObject])
            .OfType<JsonObject>()
            .SelectMany(state => state["grants"] is JsonArray grants ? grants.Select(g => g as JsonObject) : [state])
            .Select(of => of?["team"] is JsonValue team && team.TryGetValue(out string? name) ? name : null)
            .Distinct(StringComparer.Ordinal)
            .ToArray() is [var only] ? only : null;

    private async Task<JsonNode?> ReadAsync(AuditTarget target) =>
        _states.FirstOrDefault(s => s.Reads(target)) is { } state ? await state.ReadAsync(target) : null;

    private void HandOver(IReadOnlyList<AuditEntry> refusals)
    {
        if (refusals.Count > 0)
        {
            _handedOver = _database.WriteAsync(AuditRows.Append(refusals));
        }
    }

    /// <summary>Waits for what was handed over. What could not be kept, the database has logged.</summary>
    private async Task SettleAsync() => await _handedOver.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task RemoveOldAsync()
    {
        var before = _wall.Now - TimeSpan.FromDays(_options.Days);
        long excess;
        using (var connection = _database.OpenRead())
        {
            excess = AuditRows.CountRefusals(connection) - _options.MostRefusals;
        }

        if (excess > 0)
        {
            await _database.WriteAsync(AuditRows.RemoveRefusals(excess));
        }

        while (HasOlder(before))
        {
            await _database.WriteAsync(AuditRows.RemoveOlder(before, Chunk));
        }
    }

    private bool HasOlder(DateTimeOffset before)
    {
        using var connection = _database.OpenRead();
        return AuditRows.HasOlder(connection, before);
    }

    private async Task EraseAsync(bool isOpen, string team, Func<string, string?> text, Func<string, string?> json)
    {
        IReadOnlyList<AuditNames> next;
        var after = isOpen ? "" : "0";
        do
        {
            using (var connection = _database.OpenRead())
            {
                next = AuditRows.Names(connection, isOpen, team, after, Chunk);
            }

            var replaced = next.Select(n => (Old: n, New: Replace(n))).Where(r => r.Old != r.New).Select(r => r.New).ToList();
            if (replaced.Count > 0)
            {
                await _database.WriteAsync(AuditRows.Rename(isOpen, replaced));
            }

            after = next.Count > 0 ? next[^1].Key : after;
        }
        while (next.Count > 0);

        AuditNames Replace(AuditNames row) => row with
        {
            Actor = row.Actor is null ? null : text(row.Actor) ?? row.Actor,
            Subject = row.Subject is null ? null : text(row.Subject) ?? row.Subject,
            ValueBefore = row.ValueBefore is null ? null : json(row.ValueBefore) ?? row.ValueBefore,
            ValueAfter = row.ValueAfter is null ? null : json(row.ValueAfter) ?? row.ValueAfter,
        };
    }
}
