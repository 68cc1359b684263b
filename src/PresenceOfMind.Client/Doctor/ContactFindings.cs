using PresenceOfMind.Client.Watching;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Client.Doctor;

/// <summary>What an answer that was asked for contacts means.</summary>
internal static class ContactFindings
{
    private const int MostNames = 5;

    internal static Finding Evaluate(IReadOnlyCollection<string> asked, IReadOnlyList<ContactPresence> answered, Uri node)
    {
        string[] names = [.. answered.Select(one => one.ContactUri)];
        var missing = ContactMatch.Missing(asked, names, node);
        var strangers = ContactMatch.Unmatched(asked, names, node);
        if (missing.Count > 0)
        {
            return new(
                DoctorCheck.Contacts,
                Severity.Wrong,
                "The server's answer does not contain "
                    + $"{Names(missing)}{(strangers.Count > 0 ? $", but contains {Names(strangers)}, which was not asked for" : "")}.",
                "The application never gets their presence.",
                "Check that the node knows them. Write them as the node does: user@domain with the node's own domain.");
        }

        string[] unknown = [.. answered.Where(one => one.State == PresenceState.Unknown).Select(one => one.ContactUri)];
        return unknown.Length > 0
            ? new(
                DoctorCheck.Contacts,
                Severity.Doubtful,
                $"The server does not know {Names(unknown)}.",
                "Their state stays UNKNOWN.",
                "Check their spelling, or add them at the node.")
            : new(
                DoctorCheck.Contacts,
                Severity.Fine,
                $"The server answers for {(asked.Count == 1 ? asked.First() : $"all of {asked.Count} contacts")}.");
    }

    private static string Names(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(MostNames)) + (names.Count > MostNames ? $" and {names.Count - MostNames} more" : "");
}
