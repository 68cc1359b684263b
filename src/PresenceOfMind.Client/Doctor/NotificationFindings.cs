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
            "It expired, its endpoint ended, somebody logged in with force, or the node started anew; no notification comes.",
            "Make endpoint and subscription again, and refresh both at half of their expiry.");

    internal static Finding First(bool came, Uri endpoint, TimeSpan waited, bool isCommon)
    {
        if (came)
        {
            return new(DoctorCheck.FirstNotification, Severity.Fine, $"A new subscription brought its notification to {endpoint.Authority} at once.");
        }

        var found = $"A new subscription brought no notification to {endpoint.Authority} within {Text(waited)}.";
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
                "That is what an endpoint on an uncommon port sees.",
                "Listen at a common port.");
    }

    internal static Finding Changed(bool came, Uri endpoint, TimeSpan waited) => came
        ? new(DoctorCheck.Notification, Severity.Fine, "A state that was set brought a notification.")
        : new(
            DoctorCheck.Notification,
            Severity.Wrong,
            $"A state that was set brought no notification to {endpoint.Authority} within {Text(waited)}.",
            "The node has become busy and holds notifications back, or something on the way lets callbacks through only at times.",
            "Look at the node's load and at firewalls, and try again.");

    internal static Finding Unchanged(string user) => Skipped(
        DoctorCheck.Notification, $"Setting a state did not change what others see of {user}: an override, a call or a meeting decides.", "Clear it, or take another end user.");

    internal static Finding LatchOpen(int id) => new(DoctorCheck.Latch, Severity.Fine, $"A change brought a notification of subscription {id}: its latch is open.");

    internal static Finding LatchStuck(int id, bool cleared) => cleared
        ? new(
            DoctorCheck.Latch,
            Severity.Doubtful,
            $"A change brought no notification of subscription {id}; after a fetch the next one did: the latch was stuck, and is open now.",
            "A notification was sent that nobody took, and none follows until somebody fetches.",
            "Fetch once when the endpoint has come up, after every notification, and every ten minutes.")
        : new(
            DoctorCheck.Latch,
            Severity.Wrong,
            $"A change brought no notification of subscription {id}: its latch is stuck.",
            "A notification was sent that nobody took, and none follows until somebody fetches.",
            "Fetch the subscription (the doctor does it where it is told to clear the latch), then once when the endpoint has come up, after every notification, and every ten minutes.");

    internal static Finding StillSilent(int id) => new(
        DoctorCheck.Latch,
        Severity.Wrong,
        $"A change brought no notification of subscription {id}, nor did another after a fetch.",
        "It is not the latch: the subscription names another endpoint than this, or does not watch the end user.",
        "Make endpoint and subscription again.");

    internal static Finding LatchCleared(int id) => new(
        DoctorCheck.Latch, Severity.Fine, $"Subscription {id} was fetched: if its latch was stuck, it is open now.", "", "");

    internal static Finding Skipped(DoctorCheck check, string why, string remedy = "") => new(check, Severity.Skipped, why, "", remedy);

    private static string Text(TimeSpan time) => FormattableString.Invariant($"{time.TotalSeconds:0.#} s");
}
