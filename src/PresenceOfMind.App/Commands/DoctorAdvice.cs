using PresenceOfMind.Client.Doctor;

namespace PresenceOfMind.App.Commands;

/// <summary>
/// How steps of the doctor that were skipped are run, by the names of options. Without these steps it cannot say that all is well.
/// </summary>
internal static class DoctorAdvice
{
    private static readonly Dictionary<DoctorCheck, string> Options = new()
    {
        [DoctorCheck.EndUser] = "--user, or enduser.json",
        [DoctorCheck.EndpointUrl] = "--host and --listen, or HOST in serverparams.json",
        [DoctorCheck.Subscription] = "--subscription, or pom pws create",
        [DoctorCheck.FirstNotification] = "give an end user (--user) and an endpoint on this machine (--host)",
        [DoctorCheck.Notification] = "--set-presence",
        [DoctorCheck.Latch] = "--set-presence, --clear-latch",
    };

    /// <summary>How an important step is run that was skipped.</summary>
    /// <param name="finding">What the doctor found.</param>
    /// <returns>Null where it was not skipped, or is not important.</returns>
    public static string? HowToRun(Finding finding) =>
        finding.Severity == Severity.Skipped ? Options.GetValueOrDefault(finding.Check) : null;
}
