using System.Security.Cryptography;
using System.Text;
using PresenceOfMind.Protocol;
using PresenceOfMind.Server.Configuration;
using PresenceOfMind.Server.Passwords;

namespace PresenceOfMind.Server.Sessions;

/// <summary>
/// Checks the passwords of application users. Names that do not exist are refused as slowly and as often as wrong passwords,
/// so that a client cannot find out which names exist. Failures are counted for each name and address (PWS).
/// </summary>
internal sealed class LoginPasswordService(LoginRows rows, PasswordService passwords, PresenceServerOptions options, TimeProvider time)
{
    /// <summary>How long a stranger waits for a look, before it is told to try again.</summary>
    public static readonly TimeSpan StrangerWait = TimeSpan.FromSeconds(2);

    /// <summary>How long a known user waits.</summary>
    public static readonly TimeSpan KnownWait = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan ForgottenEvery = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, Attempts> _attempts = [];
    private readonly Lock _lock = new();
    private DateTimeOffset _forgotten;

    /// <summary>Ends where the password is that of the application user.</summary>
    /// <param name="user">The name that came.</param>
    /// <param name="password">The password that came.</param>
    /// <param name="address">Where it came from, see <see cref="LoginAddress"/>.</param>
    /// <param name="cancellationToken">Ends when the client has gone.</param>
    /// <exception cref="PwsException">114 for a wrong password, an unknown name, or too many failures; 212 where too many log-ins
    /// wait.</exception>
    public async Task CheckAsync(string user, string password, string address, CancellationToken cancellationToken)
    {
        var name = user.ToLowerInvariant();
        var row = await rows.ReadAsync(name, address);
        var trusted = row?.WasGoodWithin(LoginRows.TrustedFor, time.GetUtcNow()) == true;
        var attempts = Enter(name, address);
        try
        {
            if (!trusted)
            {
                RefuseTooMany(attempts);
            }

            if (!passwords.WasRight(row?.Password, password))
            {
                await LookAsync(row?.Password, password, address, trusted, attempts, cancellationToken);
            }
        }
        finally
        {
            Leave(attempts);
        }

        if (row is not null)
        {
            rows.NoteGoodAsync(row, name, address, time.GetUtcNow()).Ignore();
        }
    }

    private async Task LookAsync(
        string? kept, string password, string address, bool trusted, Attempts attempts, CancellationToken cancellationToken)
    {
        using var strangerLimit = new CancellationTokenSource(StrangerWait, time);
        using var knownLimit = new CancellationTokenSource(KnownWait, time);
        using var known = CancellationTokenSource.CreateLinkedTokenSource(knownLimit.Token, cancellationToken);
        using var stranger = CancellationTokenSource.CreateLinkedTokenSource(strangerLimit.Token, cancellationToken);
        try
        {
            var priority = await LookInTurnAsync(kept, password, address, trusted, attempts, kept is null ? stranger.Token : known.Token);

            // A wrong password of a user is answered no sooner than a name that nobody has: else a flood would tell names.
            if (priority == VerificationPriority.Known)
            {
                await passwords.WaitAsStrangerAsync(address, stranger.Token);
            }

            if (priority is not null)
            {
                throw new PwsException(PwsErrorCode.LoginFailed);
            }
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw PasswordService.Busy(late);
        }
    }

    // One after the other where failures are limited, so that many at once do not pass the limit.
    /// <returns>Null where the password is right, else the priority that it was looked at with.</returns>
    private async Task<VerificationPriority?> LookInTurnAsync(
        string? kept, string password, string address, bool trusted, Attempts attempts, CancellationToken cancellationToken)
    {
        await attempts.Turn.WaitAsync(cancellationToken);
        try
        {
            if (!trusted)
            {
                RefuseTooMany(attempts);
            }

            if (passwords.WasRight(kept, password))
            {
                return null;
            }

            var priority = Priority(kept, trusted, attempts);
            if (await passwords.MatchesAsync(kept, password, priority, address, cancellationToken))
            {
                return null;
            }

            lock (_lock)
            {
                attempts.Failed.Add(time.GetUtcNow());
            }

            return priority;
        }
        finally
        {
            attempts.Turn.Release();
        }
    }

    private VerificationPriority Priority(string? kept, bool trusted, Attempts attempts)
    {
        lock (_lock)
        {
            return kept is null || attempts.Failed.Any(time.GetUtcNow()) ? VerificationPriority.Stranger
                : trusted ? VerificationPriority.Trusted
                : VerificationPriority.Known;
        }
    }

    private void RefuseTooMany(Attempts attempts)
    {
        lock (_lock)
        {
            if (!attempts.Failed.MayTry(time.GetUtcNow()))
            {
                throw new PwsException(PwsErrorCode.LoginFailed, "Too many failed log-ins of this user within a minute.");
            }
        }
    }

    // Long names cost no more than short ones.
    private Attempts Enter(string name, string address)
    {
        var key = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(name + "\n" + address)));
        lock (_lock)
        {
            Forget(time.GetUtcNow());
            if (!_attempts.TryGetValue(key, out var attempts))
            {
                attempts = _attempts[key] = new Attempts(key, new FailedLogins(options.FailedLoginsPerMinute));
            }

            attempts.UnderWay++;
            return attempts;
        }
    }

    private void Leave(Attempts attempts)
    {
        lock (_lock)
        {
            attempts.UnderWay--;
            if (attempts.UnderWay == 0 && !attempts.Failed.Any(time.GetUtcNow()))
            {
                _attempts.Remove(attempts.Key);
            }
        }
    }

    private void Forget(DateTimeOffset now)
    {
        if (now - _forgotten < ForgottenEvery)
        {
            return;
        }

        _forgotten = now;
        foreach (var attempts in _attempts.Values.Where(a => a.UnderWay == 0 && !a.Failed.Any(now)).ToList())
        {
            _attempts.Remove(attempts.Key);
        }
    }

    // Nobody waits on the turn's handle, so there is nothing to dispose.
    private sealed record Attempts(string Key, FailedLogins Failed)
    {
        public int UnderWay { get; set; }

        public SemaphoreSlim Turn { get; } = new(1);
    }
}
