namespace PresenceOfMind.Client.Doctor;

/// <summary>What the doctor found at one step.</summary>
/// <param name="Check">The step.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Found">What was found, in one sentence.</param>
/// <param name="Meaning">What it means for an application, in one sentence; empty where all is well.</param>
/// <param name="Remedy">What to do about it, in one sentence; empty where there is nothing to do.</param>
internal sealed record Finding(DoctorCheck Check, Severity Severity, string Found, string Meaning = "", string Remedy = "");

/// <summary>How bad a finding is, the worst last.</summary>
internal enum Severity
{
    /// <summary>As it should be.</summary>
    Fine,

    /// <summary>Not looked at, since an earlier step failed or it was not asked for.</summary>
    Skipped,

    /// <summary>It works, but is likely to surprise some day.</summary>
    Doubtful,

    /// <summary>An application with this set-up does not work, or goes silent.</summary>
    Wrong,

    /// <summary>The server cannot be reached, so that nothing else could be looked at.</summary>
    Unreachable,
}

/// <summary>The steps of the doctor, in their order.</summary>
internal enum DoctorCheck
{
    /// <summary>The server's name is known.</summary>
    Name,

    /// <summary>A program answers at the server's port.</summary>
    Port,

    /// <summary>The certificate is trusted, names the server and has not expired.</summary>
    Certificate,

    /// <summary>The clocks agree.</summary>
    Clock,

    /// <summary>The application user may log in.</summary>
    LogIn,

    /// <summary>The end user exists, and may be logged in by the application user.</summary>
    EndUser,

    /// <summary>The server is the end user's home node.</summary>
    Home,

    /// <summary>The server answers for every contact, by a name that means the contact.</summary>
    Contacts,

    /// <summary>Expiry and fetch interval make sense.</summary>
    Times,

    /// <summary>The endpoint's URL leads to this machine.</summary>
    EndpointUrl,

    /// <summary>The endpoint's port is a common one.</summary>
    EndpointPort,

    /// <summary>The application's subscription is alive.</summary>
    Subscription,

    /// <summary>A new subscription of the doctor's own brings its first notification.</summary>
    FirstNotification,

    /// <summary>A state that is set brings a notification.</summary>
    Notification,

    /// <summary>The subscription's latch lets notifications through.</summary>
    Latch,
}
