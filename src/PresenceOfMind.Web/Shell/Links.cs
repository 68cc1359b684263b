namespace PresenceOfMind.Web.Shell;

/// <summary>Where pages are, from the page's base on.</summary>
internal static class Links
{
    /// <summary>Why a task waits, or who has it and why.</summary>
    public static string ToTask(string id) => $"tasks/{Uri.EscapeDataString(id)}";

    /// <summary>Why somebody gets work, or none.</summary>
    public static string ToWorker(string contact) => $"people/{Uri.EscapeDataString(contact)}";
}
