using PresenceOfMind.App.Certificates;
using PresenceOfMind.App.Settings;
using PresenceOfMind.Client.Watching;

namespace PresenceOfMind.App.Hosting;

/// <summary>What is printed at the start: where everything is, and what to try.</summary>
internal static class Banner
{
    /// <summary>Prints that of <c>pom up</c>.</summary>
    public static void PrintUp(PomSettings settings, PwsCertificate certificate, AdminKey admin)
    {
        Console.Out.WriteLine($"""

            Presence of Mind is up.

              page and API   {settings.Url("http", settings.Port)}
              PWS            {settings.Url("http", settings.PwsHttpPort)}presence-service   (application user demo, password demo)
              PWS, HTTPS     {settings.Url("https", settings.PwsHttpsPort)}presence-service
              certificate    {certificate.PublicPath}
              data           {settings.Data}
            """);
        PrintKey(admin);

        Console.Out.WriteLine($"""

            Try, in another terminal:
              export PATH="{AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)}:$PATH"
              pom pws set-presence AWAY carlotta
              pom tasks add "Call the customer back"
              pom tasks list

            Ctrl+C ends it.
            """);
    }

    /// <summary>Prints that of <c>pom server</c>.</summary>
    public static void PrintServer(PomSettings settings, PwsCertificate certificate, AdminKey admin, int people, int appUsers)
    {
        Console.Out.WriteLine($"""

            The PWS server is up.

            {Pws(settings)}
              admin          {settings.Url("http", settings.AdminPort)}admin   (pom people --url {settings.Url("http", settings.AdminPort)})
              certificate    {certificate.PublicPath}
              data           {settings.Data}
              directory      {Count(people, "person", "people")}, {Count(appUsers, "application user", "application users")}{Hint(people, appUsers)}
            """);
        PrintKey(admin);
        Console.Out.WriteLine("\nCtrl+C ends it.");
    }

    private static string Pws(PomSettings settings) => string.Join('\n', settings.PwsPorts().Select((ports, i) => $"""
          PWS            {settings.Url("http", ports.Http)}presence-service{(settings.Nodes.Count == 0 ? "" : $"   (node {settings.Nodes[i].Told})")}
          PWS, HTTPS     {settings.Url("https", ports.Https)}presence-service
        """));

    /// <summary>Prints that of <c>pom dispatch</c>.</summary>
    public static void PrintDispatch(PomSettings settings, PresenceWatcherOptions source, IReadOnlyList<string> teams) =>
        Console.Out.WriteLine($"""

            The dispatcher is up.

              page and API   {settings.Url("http", settings.Port)}
              watches        {source.Server} as {source.EndUser}, called back at {source.CallbackUrl}
              teams          {(teams.Count > 0 ? string.Join(", ", teams) : "none yet   (--teams FILE, or pom teams add)")}
              data           {settings.Data}

            Ctrl+C ends it.
            """);

    private static void PrintKey(AdminKey admin)
    {
        if (admin.Secret.IsNew)
        {
            Console.Out.WriteLine($"  admin key      {admin.Secret.Text}   (made now and kept in the data folder; not shown again)");
        }
    }

    private static string Count(int count, string one, string many) => count == 1 ? $"1 {one}" : $"{count} {many}";

    private static string Hint(int people, int appUsers) =>
        people > 0 && appUsers > 0 ? "" : "   (add both by pom people and pom app-users, or --directory FILE)";
}
