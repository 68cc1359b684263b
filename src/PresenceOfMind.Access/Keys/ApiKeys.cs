using System.Collections.Immutable;
using PresenceOfMind.Access.Refusals;
using PresenceOfMind.Access.Roles;
using PresenceOfMind.Access.Storage;
using PresenceOfMind.Engine.Storage;
using PresenceOfMind.Engine.Time;

namespace PresenceOfMind.Access.Keys;

/// <summary>The API keys: made, rotated, revoked and found. All are held in memory, so that a request reads no table.</summary>
/// <param name="database">The store.</param>
/// <param name="state">Ends being open at the first key.</param>
/// <param name="wall">The clock of expiry.</param>
public sealed class ApiKeys(Database database, AccessState state, WallClock wall) : IDisposable
{
    /// <summary>How long after a rotation the former text is taken, unless the request says otherwise: 1 hour.</summary>
    public static readonly TimeSpan DefaultOverlap = TimeSpan.FromHours(1);

    /// <summary>How long that may be at most: 30 days.</summary>
    public static readonly TimeSpan LongestOverlap = TimeSpan.FromDays(30);

    private const int LongestName = 100;

    private readonly KeyRows _rows = new(database);
    private readonly SemaphoreSlim _changing = new(1);
    private volatile KeyIndex _keys = KeyIndex.Create(new KeyRows(database).ReadAll());
    private ImmutableDictionary<string, DateTimeOffset> _used = ImmutableDictionary<string, DateTimeOffset>.Empty;

    /// <summary>All keys, by name.</summary>
    public IReadOnlyList<ApiKey> List() => _keys.All;

    /// <summary>The key of a name; null where there is none.</summary>
    /// <param name="name">The name.</param>
    public ApiKey? Find(string name) => _keys.FindByName(name)?.Key;

    /// <summary>The key of a name and an id; null where it was revoked or has expired.</summary>
    /// <param name="name">The name.</param>
    /// <param name="id">The id.</param>
    public ApiKey? FindValid(string name, string id) => Find(name) is { } key && key.Id == id && !(key.Expires <= wall.Now) ? key : null;

    /// <summary>The key of a text; null where there is none, or where it has expired. Notes the use.</summary>
    /// <param name="text">The text, whole or not.</param>
    public ApiKey? Verify(string text)
    {
        if (text.StartsWith(ApiKeyText.Prefix, StringComparison.Ordinal) && !ApiKeyText.IsWhole(text))
        {
            return null;
        }

        var hash = ApiKeyText.Hash(text);
        var now = wall.Now;
        if (_keys.FindByHash(hash) is not { } found
            || found.Key.Expires <= now
            || (found.Hash != hash && !(found.Key.FormerUntil > now)))
        {
            return null;
        }

        NoteUse(found.Key, now);
        return found.Key;
    }

    /// <summary>Makes a key. From then on everybody is asked for a key or an account.</summary>
    /// <param name="wished">What it is to be.</param>
    /// <param name="by">Who makes it, such as <c>key:admin</c>; null where nobody was asked.</param>
    /// <exception cref="AccessException">It cannot be so.</exception>
    public Task<IssuedKey> AddAsync(NewKey wished, string? by)
    {
        CheckKey(wished);
        return AddAsync(wished, by, ApiKeyText.Create(), closes: true);
    }

    /// <summary>
    /// Makes the administrator's key of a new data folder, which does not end being open: no person asked for it.
    /// </summary>
    /// <param name="text">The text of the key that an earlier release made; null for a new one.</param>
    public Task<IssuedKey> AddBootstrapAsync(string? text) => AddAsync(
        new NewKey(ApiKey.BootstrapName, new Grant(Role.Administrator, null, null)) { MayActFor = true },
        null,
        text ?? ApiKeyText.Create(),
        closes: false);

    /// <summary>Gives a key a new text.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="overlap">How long the former text is still taken; 0 for not at all.</param>
    /// <exception cref="AccessException">There is no such key, or the overlap is too long.</exception>
    public async Task<IssuedKey> RotateAsync(string name, TimeSpan overlap)
    {
        if (overlap < TimeSpan.Zero || overlap > LongestOverlap)
        {
            throw new AccessException(
                400, "invalid-field", $"The overlap is 0 to {LongestOverlap.TotalSeconds} seconds.", "overlapSeconds");
        }

        await _changing.WaitAsync();
        try
        {
            var found = Require(name);
            var text = ApiKeyText.Create();
            var rotated = new StoredKey(
                found.Key with { FormerUntil = overlap == TimeSpan.Zero ? null : wall.Now + overlap },
                ApiKeyText.Hash(text),
                overlap == TimeSpan.Zero ? null : found.Hash);
            await _rows.RotateAsync(rotated, found.Hash);
            _keys = _keys.With(rotated);
            return new IssuedKey(rotated.Key, text);
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Revokes a key at once.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The key that was revoked.</returns>
    /// <exception cref="AccessException">There is no such key.</exception>
    public async Task<ApiKey> RevokeAsync(string name)
    {
        await _changing.WaitAsync();
        try
        {
            var found = Require(name);
            await _rows.DeleteAsync(found.Key.Id);
            _keys = _keys.Without(found.Key.Id);
            state.NotifyChanged();
            return found.Key;
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>
    /// Revokes the keys of a worker who is erased from a team, and replaces the person in the names of the other keys of that team and of
    /// no team, and of who made them.
    /// </summary>
    /// <param name="team">The team.</param>
    /// <param name="worker">The worker's contact, in the form in which contacts are compared.</param>
    /// <param name="text">Replaces the person in a text; null where the person is not in it.</param>
    public async Task EraseAsync(string team, string worker, Func<string, string?> text)
    {
        await _changing.WaitAsync();
        try
        {
            foreach (var stored in _keys.Stored.Where(k => k.Key.Grant.Covers(team)).ToList())
            {
                var key = stored.Key;
                if (key.Grant.Worker == worker)
                {
                    await _rows.DeleteAsync(key.Id);
                    _keys = _keys.Without(key.Id);
                    continue;
                }

                var renamed = key with
                {
                    Name = key.Name != ApiKey.BootstrapName && text(key.Name) is { } name ? FreeName(name) : key.Name,
                    CreatedBy = key.CreatedBy is { } by ? text(by) ?? by : null,
                };
                if (renamed != key)
                {
                    await _rows.RenameAsync(renamed);
                    _keys = _keys.With(stored with { Key = renamed });
                }
            }
        }
        finally
        {
            _changing.Release();
        }

        state.NotifyChanged();
    }

    /// <summary>Keeps the uses that were noted since the last call.</summary>
    public async Task KeepUsesAsync()
    {
        var used = Interlocked.Exchange(ref _used, ImmutableDictionary<string, DateTimeOffset>.Empty);
        if (used.Count == 0)
        {
            return;
        }

        try
        {
            await _rows.SetUsedAsync(used);
        }
        catch (StorageException)
        {
            // The keys are noted again when they are used again.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _changing.Dispose();

    private async Task<IssuedKey> AddAsync(NewKey wished, string? by, string text, bool closes)
    {
        await _changing.WaitAsync();
        try
        {
            if (_keys.FindByName(wished.Name) is not null)
            {
                throw new AccessException(
                    409, "key-known", $"There is a key {wished.Name} already. Choose another name, or rotate or revoke that key.", "name");
            }

            var added = new StoredKey(
                new ApiKey
                {
                    Id = Guid.CreateVersion7().ToString("N"),
                    Name = wished.Name,
                    Grant = wished.Grant,
                    MayActFor = wished.MayActFor,
                    Networks = wished.Networks,
                    Created = wall.Now,
                    CreatedBy = by,
                    Expires = wished.Expires,
                },
                ApiKeyText.Hash(text),
                null);
            await _rows.InsertAsync(added, closes);
            _keys = _keys.With(added);
            if (closes)
            {
                state.Close();
            }

            return new IssuedKey(added.Key, text);
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>A name that no key has: the one that is wished, with a number where need be.</summary>
    private string FreeName(string wished) => Enumerable.Range(1, int.MaxValue)
        .Select(n => n == 1 ? wished : $"{wished} {n}")
        .First(n => _keys.FindByName(n) is null);

    private StoredKey Require(string name) => _keys.FindByName(name)
        ?? throw new AccessException(404, "key-unknown", $"There is no key {name}. List the keys for their names.");

    private void NoteUse(ApiKey key, DateTimeOffset now)
    {
        var minute = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
        if (_keys.NoteUse(key.Id, minute))
        {
            ImmutableInterlocked.AddOrUpdate(ref _used, key.Id, minute, (_, _) => minute);
        }
    }

    private void CheckKey(NewKey key)
    {
        if (key.Name.Length is 0 or > LongestName || key.Name.Trim() != key.Name || key.Name.Any(char.IsControl))
        {
            throw Invalid("name", $"The name of a key is one line of 1 to {LongestName} characters, without spaces around it.");
        }

        if (key.Expires <= wall.Now)
        {
            throw Invalid("expires", "The key would have expired already. Give a later time.");
        }

        GrantRules.Check(key.Grant);
    }

    private static AccessException Invalid(string field, string detail) => new(400, "invalid-field", detail, field);
}
