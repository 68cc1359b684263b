using System.Runtime.CompilerServices;
using PresenceOfMind.Client.Rest;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Client.Doctor;

/// <summary>
/// Looks at a set-up step by step, from the server's name to a notification that comes, and says of each step what it found,
/// what that means, and what to do. What it makes at the server it removes again.
/// </summary>
/// <param name="options">The set-up.</param>
/// <param name="client">Speaks to the server; the caller keeps it. Null makes one for the server of the options.</param>
/// <param name="time">The time; the system's by default.</param>
internal sealed class PwsDoctor(DoctorOptions options, IPwsClient? client = null, TimeProvider? time = null)
{
    /// <summary>What each step needs: it is left out where one of them failed or was left out.</summary>
    private static readonly Dictionary<DoctorCheck, DoctorCheck[]> Needs = new()
    {
        [DoctorCheck.Port] = [DoctorCheck.Name],
        [DoctorCheck.Certificate] = [DoctorCheck.Port],
        [DoctorCheck.Clock] = [DoctorCheck.Port],
        [DoctorCheck.LogIn] = [DoctorCheck.Port, DoctorCheck.Certificate],
        [DoctorCheck.EndUser] = [DoctorCheck.LogIn],
        [DoctorCheck.Home] = [DoctorCheck.EndUser],
        [DoctorCheck.Contacts] = [DoctorCheck.EndUser],
        [DoctorCheck.Subscription] = [DoctorCheck.EndUser],
        [DoctorCheck.FirstNotification] = [DoctorCheck.EndUser, DoctorCheck.EndpointUrl],
        [DoctorCheck.Notification] = [DoctorCheck.FirstNotification],
        [DoctorCheck.Latch] = [DoctorCheck.Subscription, DoctorCheck.FirstNotification],
    };

    /// <summary>Examines: one finding a step, in the order of <see cref="DoctorCheck"/>.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="ArgumentException">A setting is not what it takes; the message names it.</exception>
    public async IAsyncEnumerable<Finding> ExamineAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        using var own = client is null ? new PwsClient(options.ForClient()) : null;
        var visit = new DoctorSession(options, client ?? own!, time ?? TimeProvider.System);
        await using var leaving = visit.ConfigureAwait(false);
        var found = new Dictionary<DoctorCheck, Finding>();
        foreach (var check in Enum.GetValues<DoctorCheck>())
        {
            var missing = Needs.GetValueOrDefault(check, []).Where(needed => Blocks(found[needed])).ToList();
            found[check] = missing.Count > 0
                ? NotificationFindings.Skipped(check, $"Skipped, because this step needs that {Plain(missing[0])}.")
                : await ExamineAsync(visit, check, cancellationToken).ConfigureAwait(false);
            yield return found[check];
        }
    }

    private static async Task<Finding> ExamineAsync(DoctorSession visit, DoctorCheck check, CancellationToken cancellationToken)
    {
        try
        {
            return await visit.ExamineAsync(check, cancellationToken).ConfigureAwait(false);
        }
        catch (PwsException refused)
        {
            return SessionFindings.Other(check, refused, "The server refused.");
        }
        catch (PwsTransportException failed)
        {
            return SessionFindings.Failed(check, failed);
        }
    }

    // Without a certificate, or without the server's time, all the rest can be looked at.
    private static bool Blocks(Finding finding) =>
        finding.Severity is Severity.Wrong or Severity.Unreachable
        || (finding.Severity == Severity.Skipped && finding.Check is not (DoctorCheck.Certificate or DoctorCheck.Clock));

    private static string Plain(DoctorCheck check) => check switch
    {
        DoctorCheck.Name => "the server's name is known",
        DoctorCheck.Port => "a program answers at the server's port",
        DoctorCheck.Certificate => "the certificate is trusted",
        DoctorCheck.LogIn => "the application user is logged in",
        DoctorCheck.EndUser => "the end user is logged in",
        DoctorCheck.EndpointUrl => "the endpoint can be reached",
        DoctorCheck.Subscription => "the subscription is alive",
        _ => "notifications arrive",
    };
}
