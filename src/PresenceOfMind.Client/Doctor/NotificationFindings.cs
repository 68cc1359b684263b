namespace PresenceOfMind.Client.Doctor;

/// <summary>What notifications that came, or did not, mean.</summary>
internal static class NotificationFindings
{
    internal static Finding Subscription(int id, bool isAlive) => isAlive
        ? new(DoctorCheck.Subscription, Severity.Fine, $"Subscription {id} is alive.")
        : new(
            DoctorCheck.Subscription,
            Severity.Wrong,
            $"There is no subscription {id}, or it has ended.",
            "It expired, its endpoint ended, a program logged in with force, or the node restarted. No notification comes.",
            "Create endpoint and subscription again, and refresh both at half of their expiry.");

    internal static Finding First(bool came, Uri endpoint, TimeSpan waited, bool isCommon)
    {
        if (came)
        {
            return new(
                DoctorCheck.FirstNotification,
                Severity.Fine,
                $"A new subscription caused its notification at {endpoint.Authority} at once.");
        }

        var found = $"A new subscription caused no notification at {endpoint.Authority} within {Text(waited)}.";
        return isCommon
            ? new(
                DoctorCheck.FirstNotification,
                Severity.Wrong,
                found,
                "The node cannot reach the endpoint, or it is busy (80 % CPU and above) and holds all notifications back.",
                "Call the endpoint's URL from the node's network, look at firewalls and the node's load, and try again.")
            : new(
                DoctorCheck.FirstNotification,
                Severity.Wrong,
                found,
                "This is the usual result for an endpoint on a port that is not common.",
                "Listen at a common port.");
    }

    internal static Finding Changed(bool came, Uri endpoint, TimeSpan waited) => came
        ? new(DoctorCheck.Notification, Severity.Fine, "A change of state caused a notification.")
        : new(
            DoctorCheck.Notification,
            Severity.Wrong,
            $"A change of state caused no notification at {endpoint.Authority} within {Text(waited)}.",
            "The node has become busy and holds notifications back, or something on the way lets callbacks through only at times.",
            "Look at the node's load and at firewalls, and try again.");

    internal static Finding Unchanged(string user) => Skipped(
        DoctorCheck.Notification,
        $"Setting a state did not change what others see of {user}: an override, a call or a meeting decides.",
        "Clear it, or take another end user.");

    internal static Finding LatchOpen(int id) =>
        new(DoctorCheck.Latch, Severity.Fine, $"A change caused a notification of subscription {id}: its latch is clear.");

    internal static Finding LatchStuck(int id, bool cleared) => cleared
        ? new(
            DoctorCheck.Latch,
            Severity.Doubtful,
            $"A change caused no notification of subscription {id}; after a fetch the next one did. The latch was stuck, and is clear now.",
            "The endpoint did not take a notification, and no other follows until the application fetches.",
            "Fetch once when the endpoint has started, after every notification, and every ten minutes.")
        : new(
            DoctorCheck.Latch,
            Severity.Wrong,
            $"A change caused no notification of subscription {id}: its latch is stuck.",
            "The endpoint did not take a notification, and no other follows until the application fetches.",
            "Fetch the subscription (the doctor does it with --clear-latch), then once when the endpoint has started, after every "
                + "notification, and every ten minutes.");

    internal static Finding StillSilent(int id) => new(
        DoctorCheck.Latch,
        Severity.Wrong,
        $"A change caused no notification of subscription {id}, and another one after a fetch did not either.",
        "It is not the latch: the subscription names another endpoint than this, or does not watch the end user.",
        "Create endpoint and subscription again.");

    internal static Finding LatchCleared(int id) => new(
        DoctorCheck.Latch, Severity.Fine, $"Subscription {id} was fetched: if its latch was stuck, it is clear now.", "", "");

    internal static Finding Skipped(DoctorCheck check, string why, string remedy = "") => new(check, Severity.Skipped, why, "", remedy);

    private static string Text(TimeSpan time) => FormattableString.Invariant($"{time.TotalSeconds:0.#} s");
}
